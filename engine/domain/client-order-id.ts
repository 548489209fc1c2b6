// Client order ids: made before the send, derived, and readable (DESIGN law 4). `slu-ma1-3-17-M` is the entry of the
// 17th bracket of strategy code `ma1` in epoch 3, `slu-ma1-3-17-SL.2` the second revision of its stop, `slu-ma1-3-17-TP1` its first
// target, `slu-ma1-3-18-R` a reduction. Entry and legs are linked by the stem; an order without our prefix is not ours.

export const CLIENT_ORDER_ID_LENGTH_MAX = 36;
const CODE_PATTERN = /^[a-z0-9]{1,8}$/;

export interface IdStem {
  readonly prefix: string;
  readonly strategyCode: string;
  readonly epoch: number;
  readonly number: number;
}

export type IdPart =
  | { readonly part: 'entry' }
  | { readonly part: 'reduce' }
  | { readonly part: 'stop-loss'; readonly revision: number }
  | { readonly part: 'take-profit'; readonly rung: number; readonly revision: number };

export interface ParsedClientOrderId {
  readonly stem: string;
  readonly of: IdStem;
  readonly part: IdPart;
}

/** Whether a text can stand as the strategy's part of an id: one to eight of a–z and 0–9. */
export function isStrategyCode(text: string): boolean {
  return CODE_PATTERN.test(text);
}

/** The stem `<prefix>-<code>-<epoch>-<n>`, which is also the bracket's id. */
export function formatStem(stem: IdStem): string {
  return `${stem.prefix}-${stem.strategyCode}-${stem.epoch}-${stem.number}`;
}

/** Appends an order's part to a stem; throws RangeError when the id is longer than the strictest venue takes. */
export function formatClientOrderId(stem: string, part: IdPart): string {
  const id = `${stem}-${formatPart(part)}`;
  if (id.length > CLIENT_ORDER_ID_LENGTH_MAX) {
    throw new RangeError(`client order id "${id}" is longer than ${CLIENT_ORDER_ID_LENGTH_MAX} characters`);
  }
  return id;
}

const ID_PATTERN = /^(([a-z0-9]+)-([a-z0-9]{1,8})-(\d+)-(\d+))-(M|R|SL|TP([1-9]\d*))(?:\.([1-9]\d*))?$/;

/** Takes an id apart; undefined when it has another prefix or is not, to the letter, what its own parts would make. */
export function parseClientOrderId(id: string, prefix: string): ParsedClientOrderId | undefined {
  if (id.length > CLIENT_ORDER_ID_LENGTH_MAX) return undefined;
  const match = ID_PATTERN.exec(id);
  if (match === null) return undefined;
  const [, stem = '', foundPrefix = '', strategyCode = '', epoch = '', number = '', kind = '', rung, revision = '1'] =
    match;
  if (foundPrefix !== prefix) return undefined;
  const of = { prefix, strategyCode, epoch: Number(epoch), number: Number(number) };
  const part = partOf(kind, Number(rung), Number(revision));
  // What reads alike is not alike: `-SL.1`, `-017-` and whole numbers beyond exactness are nobody's we know.
  return `${formatStem(of)}-${formatPart(part)}` === id ? { stem, of, part } : undefined;
}

function partOf(kind: string, rung: number, revision: number): IdPart {
  if (kind === 'M') return { part: 'entry' };
  if (kind === 'R') return { part: 'reduce' };
  if (kind === 'SL') return { part: 'stop-loss', revision };
  return { part: 'take-profit', rung, revision };
}

function formatPart(part: IdPart): string {
  switch (part.part) {
    case 'entry':
      return 'M';
    case 'reduce':
      return 'R';
    case 'stop-loss':
      return `SL${revisionSuffix(part.revision)}`;
    case 'take-profit':
      return `TP${part.rung}${revisionSuffix(part.revision)}`;
  }
}

function revisionSuffix(revision: number): string {
  return revision === 1 ? '' : `.${revision}`;
}
