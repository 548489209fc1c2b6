// One part of the engine alone, in a process of its own.
import { type Job, type Measured, needed } from '../sample.ts';

type Part = (count: number) => Measured | Promise<Measured>;

const PARTS = {
  mailbox: async () => (await import('../parts/strategy.ts')).mailboxPart,
  streams: async () => (await import('../parts/strategy.ts')).streamsPart,
  host: async () => (await import('../parts/strategy.ts')).hostPart,
  risk: async () => (await import('../parts/risk.ts')).riskPart,
  portfolio: async () => (await import('../parts/portfolio.ts')).portfolioPart,
  resting0: async () => (await import('../parts/exchange.ts')).restingPart(0),
  resting40: async () => (await import('../parts/exchange.ts')).restingPart(40),
  resting1000: async () => (await import('../parts/exchange.ts')).restingPart(1000),
  matching0: async () => (await import('../parts/exchange.ts')).matchingPart(0),
  matching40: async () => (await import('../parts/exchange.ts')).matchingPart(40),
  matching1000: async () => (await import('../parts/exchange.ts')).matchingPart(1000),
} as const satisfies Record<string, () => Promise<Part>>;
export type PartName = keyof typeof PARTS;

export const partJob: Job = async ({ part, count }) => {
  const name = needed(part, 'part');
  if (!isPartName(name)) throw new Error(`there is no part "${name}"`);
  const measure = await PARTS[name]();
  return measure(needed(count, 'count'));
};

function isPartName(name: string): name is PartName {
  return Object.hasOwn(PARTS, name);
}
