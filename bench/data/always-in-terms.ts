// What the bare loop and the strategy file have in common, said once, so that they trade the same.

export const FAST = 10;
export const SLOW = 30;
/** Base asset held, long or short. */
export const QUANTITY = 0.05;
/** What the account holds at the start: enough for the fees of a hundred thousand turns. */
export const BALANCE = 10_000_000;
/** Tick of BTCUSDT. */
export const TICK = 0.1;
