// What a result rests on, said in sentences where this page knows the setting, and by its name where it does not.
import { counted, fixedText, percentText } from '../text/number-text.ts';
import { nameInWords } from '../text/words.ts';

export interface AssumptionLine {
  /** The heading it stands under. */
  readonly group: string;
  readonly text: string;
}

type Say = (value: unknown) => string;

const ratio: (before: string, after: string) => Say = (before, after) => (value) =>
  `${before} ${percentText(Number(value), false, 3)} ${after}`;

const WALKS: Readonly<Record<string, string>> = {
  'worst-first': 'Inside a kline prices take the way that leaves the account poorer.',
  'best-first': 'Inside a kline prices take the way that leaves the account richer.',
  'nearest-extreme-first': 'Inside a kline prices go to the nearer extreme first.',
};

const SENTENCES: Readonly<Record<string, Say>> = {
  'exchange.walk': (value) => WALKS[String(value)] ?? `Walk of a kline: ${String(value)}.`,
  'exchange.limitFill': (value) =>
    value === 'through'
      ? 'A resting limit order fills when the price goes beyond it, at its own price, as maker.'
      : 'A resting limit order fills when the price touches it, at its own price, as maker.',
  'exchange.participationRatio': (value) =>
    value === null
      ? 'Orders fill whatever volume a kline had.'
      : `All orders together take at most ${percentText(Number(value), false, 1)} of a kline’s volume; the rest waits.`,
  'exchange.latencyMs': (value) =>
    Number(value) === 0
      ? 'A command reaches the exchange at once.'
      : `A command reaches the exchange after ${fixedText(Number(value), 0)} ms.`,
  'exchange.makerFeeRatio': ratio('Maker fee', 'of the notional.'),
  'exchange.takerFeeRatio': ratio('Taker fee', 'of the notional.'),
  'exchange.slippageTicks': (value) => `Slippage of a market order is at least ${counted(Number(value), 'tick')}.`,
  'exchange.slippageRatio': ratio('Slippage of a market order is at least', 'of its price.'),
  'exchange.liquidation': (value) =>
    value === 'full'
      ? 'A liquidation closes the whole position at its bankruptcy price.'
      : 'A liquidation reduces the position to the next lower leverage bracket.',
  'account.leverage': (value) => `Leverage ${String(value)}.`,
  'account.marginMode': (value) => `Margin ${String(value)}.`,
  'account.positionMode': (value) => `Positions ${String(value)}.`,
  'account.multiAssets': (value) => (value === true ? 'Several assets are margin.' : 'One asset is margin.'),
  'account.sharing': (value) =>
    value === 'exclusive' ? 'One strategy a symbol.' : 'Strategies share the account’s positions.',
};

/** Lines by heading, in the order of the settings. */
export function assumptionLines(assumptions: Readonly<Record<string, unknown>>): readonly AssumptionLine[] {
  return Object.entries(assumptions).flatMap(([name, value]) => linesOf(nameInWords(name), name, value));
}

function linesOf(group: string, path: string, value: unknown): readonly AssumptionLine[] {
  const say = SENTENCES[path];
  if (say !== undefined) return [{ group, text: say(value) }];
  if (Array.isArray(value)) return value.flatMap((each) => linesOf(group, path, each));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const isNamed = path === 'markets';
    return entries.flatMap(([name, member]) =>
      isNamed && typeof member === 'object' && member !== null
        ? [{ group, text: `${name}: ${membersInWords(member)}.` }]
        : linesOf(group, `${path}.${name}`, member),
    );
  }
  const [, last] = /\.([^.]+)$/.exec(path) ?? [];
  const text = last === undefined ? plain(value) : `${nameInWords(last)}: ${plain(value)}`;
  return [{ group, text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.` }];
}

function membersInWords(members: object): string {
  return Object.entries(members)
    .map(([name, value]) => `${nameInWords(name).toLowerCase()} ${plain(value)}`)
    .join('; ');
}

function plain(value: unknown): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(plain).join(', ');
  if (typeof value === 'object') return membersInWords(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
