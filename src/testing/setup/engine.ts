import { afterAll, beforeAll } from "vitest";

const { now } = Date;
const { random } = Math;

const forbid = (name: string) => (): never => {
  throw new Error(`${name} was called in the sim world: take time and chance from the run itself.`);
};

beforeAll(() => {
  Date.now = forbid("Date.now");
  Math.random = forbid("Math.random");
});

afterAll(() => {
  Date.now = now;
  Math.random = random;
});
