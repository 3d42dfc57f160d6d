import { expect, test } from "vitest";
import { extendedIdOf, requestIdOf } from "./requestId.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("request ids are UUIDs, the same for the same counter and seed, else different", () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => requestIdOf(n, n % 2));
  expect(ids.every((id) => UUID.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(requestIdOf(7, 1)).toBe(ids[7]);
});

test("the extended id is 72 bytes in base64, and follows from the request id", () => {
  const ids = Array.from({ length: 1_000 }, (_, n) => extendedIdOf(requestIdOf(n, 1)));
  expect(ids.every((id) => atob(id).length === 72)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(extendedIdOf(requestIdOf(3, 1))).toBe(ids[3]);
});
