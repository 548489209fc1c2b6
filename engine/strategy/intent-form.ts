// Whether an intent is spelt as intents are. A run strips the types of a strategy file, so a misspelt member would be no member
// at all: `sidee: 'long'` a position without a side, `target` no target. What the numbers mean is for the planner and for risk.
import type { IntentKind } from '../domain/intent.ts';
import { nearestName } from '../domain/nearest-name.ts';

/** What may stand in a member: anything, one of some words, an object of known members, or a list or a record of such. */
type Member =
  | { readonly kind: 'any' }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly isNeeded?: boolean }
  | { readonly kind: 'object' | 'list' | 'record'; readonly members: Members; readonly example: string };

type Members = Readonly<Record<string, Member>>;

const ANY: Member = { kind: 'any' };
const words = (...allowed: readonly string[]): Member => ({ kind: 'words', words: allowed });
const needed = (...allowed: readonly string[]): Member => ({ kind: 'words', words: allowed, isNeeded: true });

const WORKING_TYPE = words('last', 'mark');
const LEVEL: Members = { price: ANY, distance: ANY, ratio: ANY };
const level: Member = { kind: 'object', members: LEVEL, example: '{ ratio: 0.02 }' };

const EXITS: Members = {
  stop: {
    kind: 'object',
    members: { ...LEVEL, workingType: WORKING_TYPE, limitPrice: ANY },
    example: '{ ratio: 0.02 }',
  },
  targets: {
    kind: 'list',
    members: { ...LEVEL, share: ANY, workingType: WORKING_TYPE },
    example: '[{ ratio: 0.04 }]',
  },
  trailing: {
    kind: 'object',
    members: { callbackRatio: ANY, activation: level, by: words('engine', 'venue') },
    example: '{ callbackRatio: 0.01 }',
  },
  breakEven: {
    kind: 'object',
    members: { trigger: level, offsetRatio: ANY },
    example: '{ trigger: { ratio: 0.01 } }',
  },
  maxHoldingMs: ANY,
};

const NAMED: Members = { market: ANY, ref: ANY };
const DIRECTION = words('long', 'short');
const TIME_IN_FORCE = words('GTC', 'IOC', 'FOK', 'GTX', 'GTD');

const KEPT_ORDER: Members = {
  ...EXITS,
  side: needed('buy', 'sell'),
  price: ANY,
  quantity: ANY,
  postOnly: ANY,
  reduceOnly: ANY,
  position: DIRECTION,
};

const FORMS: Readonly<Record<Exclude<IntentKind, 'together'>, Members>> = {
  open: {
    ...NAMED,
    ...EXITS,
    side: needed('long', 'short'),
    quantity: ANY,
    notional: ANY,
    riskRatio: ANY,
    type: words('market', 'limit', 'stop'),
    price: ANY,
    triggerPrice: ANY,
    timeInForce: TIME_IN_FORCE,
    goodTillMs: ANY,
    workingType: WORKING_TYPE,
  },
  close: { ...NAMED, of: ANY, side: DIRECTION },
  reduce: { ...NAMED, quantity: ANY, side: DIRECTION },
  reverse: { ...NAMED, ...EXITS, quantity: ANY, side: DIRECTION },
  target: { ...NAMED, ...EXITS, quantity: ANY, side: DIRECTION },
  place: {
    ...NAMED,
    ...EXITS,
    side: needed('buy', 'sell'),
    quantity: ANY,
    reduceOnly: ANY,
    position: DIRECTION,
    workingType: WORKING_TYPE,
    priceProtect: ANY,
    price: ANY,
    triggerPrice: ANY,
    trigger: words('stop', 'take-profit'),
    callbackRatio: ANY,
    activationPrice: ANY,
    timeInForce: TIME_IN_FORCE,
    goodTillMs: ANY,
  },
  amend: { ...NAMED, of: ANY, price: ANY, quantity: ANY },
  cancel: { ...NAMED, of: ANY },
  cancelAll: NAMED,
  keepOrders: {
    ...NAMED,
    orders: { kind: 'record', members: KEPT_ORDER, example: "{ bid: { side: 'buy', price: 100, quantity: 1 } }" },
  },
  setExits: { ...NAMED, ...EXITS, of: ANY, side: DIRECTION },
  setLeverage: { ...NAMED, leverage: ANY },
  setMarginMode: { ...NAMED, marginMode: needed('isolated', 'cross') },
};

/** Throws a TypeError, one sentence, at the first member that is not known, has a word that is none, or lacks one it needs. */
export function demandForm(kind: Exclude<IntentKind, 'together'>, options: object): void {
  demandMembers(kind, options, FORMS[kind]);
}

function demandMembers(place: string, value: object, members: Members): void {
  for (const [name, said] of Object.entries(value)) {
    if (name === 'kind' || said === undefined) continue;
    const member = members[name];
    if (member === undefined) throw new TypeError(`${place}: "${name}" is not known${hint(name, members)}`);
    // Null takes an exit away, and means nothing elsewhere.
    if (said !== null) demandMember(place, name, said, member);
  }
  for (const name in members) {
    const member = members[name];
    if (member?.kind === 'words' && member.isNeeded === true && Reflect.get(value, name) === undefined) {
      throw new TypeError(`${place}: "${name}" is missing, allowed: ${either(member.words)}`);
    }
  }
}

function demandMember(place: string, name: string, said: unknown, member: Member): void {
  if (member.kind === 'any') return;
  if (member.kind === 'words') {
    if (typeof said === 'string' && member.words.includes(said)) return;
    throw new TypeError(`${place}: "${name}" is ${shown(said)}, allowed: ${either(member.words)}`);
  }
  const isList = Array.isArray(said);
  if (typeof said !== 'object' || said === null || isList !== (member.kind === 'list')) {
    throw new TypeError(`${place}: "${name}" is ${shown(said)}, needed: such as ${member.example}`);
  }
  if (member.kind === 'object') {
    demandMembers(`${place}: ${name}`, said, member.members);
    return;
  }
  for (const [key, entry] of Object.entries(said)) {
    const where = member.kind === 'list' ? `${name}[${key}]` : `${name}.${key}`;
    if (typeof entry !== 'object' || entry === null) {
      throw new TypeError(`${place}: "${where}" is ${shown(entry)}, needed: such as in ${member.example}`);
    }
    demandMembers(`${place}: ${where}`, entry, member.members);
  }
}

function hint(wrong: string, members: Members): string {
  const names = Object.keys(members);
  const nearest = nearestName(wrong, names);
  return nearest === undefined ? `, allowed: ${names.join(', ')}` : `, did you mean "${nearest}"?`;
}

function either(allowed: readonly string[]): string {
  return allowed.length < 2 ? allowed.join('') : `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}`;
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'string' ? `"${value}"` : String(value);
}
