/** The stops of the speed keys, simulated seconds a wall second. */
export const SPEEDS = [0.01, 0.1, 0.5, 1, 2, 5, 10, 100, 1_000] as const;

/** The stop above or below a speed; the speed itself at the end. */
export const nextSpeed = (speed: number, direction: 1 | -1): number =>
  direction === 1
    ? (SPEEDS.find((each) => each > speed * 1.001) ?? speed)
    : (SPEEDS.findLast((each) => each < speed * 0.999) ?? speed);
