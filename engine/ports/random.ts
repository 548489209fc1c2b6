// Chance as an argument: a seeded source makes a run repeatable.

/** A number in [0, 1). */
export type Random = () => number;
