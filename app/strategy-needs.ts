// A strategy that lives on a stream the data lacks is refused before the run, never run on silence.
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import { type Complaint, ConfigError } from '../config/complaint.ts';
import type { NeededStream } from '../engine/strategy/contract.ts';
import type { StrategyInstance } from '../engine/trader/strategy-instance.ts';
import { complaintAt, type Written } from './complaint-at.ts';

/** Throws a ConfigError that names every stream a strategy needs and a market of its own does not have. */
export function demandNeeds(
  strategies: readonly StrategyInstance[],
  markets: readonly ReplayMarket[],
  written: Written,
): void {
  const complaints: Complaint[] = [];
  for (const [index, { definition, markets: bound }] of strategies.entries()) {
    for (const need of definition.needs) {
      const lacking = bound.filter(({ symbol }) => !hasStream(markets, symbol, need)).map(({ symbol }) => symbol);
      if (lacking.length === 0) continue;
      const remedy = need === 'trade' ? ' (trades are told where a market has `fills: trades`)' : '';
      const sentence = `"${definition.name}" needs the ${need} stream, which the data of ${lacking.join(', ')} does not have${remedy}`;
      complaints.push(complaintAt(written, ['strategies', index], sentence));
    }
  }
  if (complaints.length > 0) throw new ConfigError(complaints);
}

/** The mark price is always there: where none is recorded it is made from the last price, and the result says so. */
export function hasStream(markets: readonly ReplayMarket[], symbol: string, need: NeededStream): boolean {
  if (need === 'funding') return markets.some((market) => market.symbol === symbol && market.funding !== undefined);
  if (need === 'trade') return markets.some((market) => market.symbol === symbol && market.trades !== undefined);
  return need === 'mark';
}
