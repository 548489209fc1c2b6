/** A failure that the user can act on: its message is the whole explanation. */
export class SetupError extends Error {}
