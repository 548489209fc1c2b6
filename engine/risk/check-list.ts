// Every check, in the order in which the gate asks them: first whether anything may be done at all, then whether the plan is
// well-formed, then whether it is wise, and last, as the costliest to reckon, whether the account can bear it.
import type { RiskCheck } from './check.ts';
import { afterCooldown } from './checks/after-cooldown.ts';
import { exitsOnTheirSides } from './checks/exits-on-their-sides.ts';
import { marginCoversOrder } from './checks/margin-covers-order.ts';
import { marketDataFresh } from './checks/market-data-fresh.ts';
import { priceNearMark } from './checks/price-near-mark.ts';
import { priceOnTick } from './checks/price-on-tick.ts';
import { quantityOnStep } from './checks/quantity-on-step.ts';
import { reduceOnlyReduces } from './checks/reduce-only-reduces.ts';
import { stopBeforeLiquidation } from './checks/stop-before-liquidation.ts';
import { stopPresent } from './checks/stop-present.ts';
import { tradingStateAllows } from './checks/trading-state-allows.ts';
import { withinDailyLoss } from './checks/within-daily-loss.ts';
import { withinDrawdown } from './checks/within-drawdown.ts';
import { withinLeverage } from './checks/within-leverage.ts';
import { withinMaxNotional } from './checks/within-max-notional.ts';
import { withinMaxOpenOrders } from './checks/within-max-open-orders.ts';
import { withinMaxPosition } from './checks/within-max-position.ts';
import { withinOrderMaximums } from './checks/within-order-maximums.ts';
import { withinOrderMinimums } from './checks/within-order-minimums.ts';
import { withinOrderRate } from './checks/within-order-rate.ts';

export interface NamedCheck {
  /** The file that holds it; the catalogue names it so. */
  readonly name: string;
  /** What must hold, as one sentence. */
  readonly truth: string;
  readonly check: RiskCheck;
}

export const RISK_CHECKS: readonly NamedCheck[] = [
  { name: 'trading-state-allows', truth: 'The trading state allows what the plan does.', check: tradingStateAllows },
  {
    name: 'market-data-fresh',
    truth: 'Nothing is opened on market data that is absent, unreliable or old.',
    check: marketDataFresh,
  },
  {
    name: 'price-on-tick',
    truth: 'Every price lies on the instrument’s tick and within its range.',
    check: priceOnTick,
  },
  {
    name: 'quantity-on-step',
    truth: 'Every quantity is a multiple of the step of its lot rule.',
    check: quantityOnStep,
  },
  { name: 'reduce-only-reduces', truth: 'What is meant to reduce reduces, and never flips.', check: reduceOnlyReduces },
  {
    name: 'within-order-minimums',
    truth: 'No order is smaller than the instrument allows.',
    check: withinOrderMinimums,
  },
  {
    name: 'within-order-maximums',
    truth: 'No order is greater than the instrument allows.',
    check: withinOrderMaximums,
  },
  {
    name: 'stop-present',
    truth: 'What opens a position brings a stop-loss, and no change of exits takes the last one away.',
    check: stopPresent,
  },
  {
    name: 'exits-on-their-sides',
    truth: 'A stop lies on the losing side and a target on the winning side.',
    check: exitsOnTheirSides,
  },
  {
    name: 'price-near-mark',
    truth: 'No price lies further from mark than the instrument and the settings allow.',
    check: priceNearMark,
  },
  {
    name: 'after-cooldown',
    truth: 'A strategy that lost opens nothing until its cooldown is over.',
    check: afterCooldown,
  },
  {
    name: 'within-daily-loss',
    truth: 'Nothing is opened on a UTC day that has lost more than allowed.',
    check: withinDailyLoss,
  },
  {
    name: 'within-drawdown',
    truth: 'Nothing is opened while equity lies further below its peak than allowed.',
    check: withinDrawdown,
  },
  {
    name: 'within-order-rate',
    truth: 'No more orders and amends are sent within the window than allowed.',
    check: withinOrderRate,
  },
  {
    name: 'within-max-open-orders',
    truth: 'No more orders rest in a market than allowed.',
    check: withinMaxOpenOrders,
  },
  { name: 'within-max-notional', truth: 'No order that opens is worth more than allowed.', check: withinMaxNotional },
  {
    name: 'within-max-position',
    truth: 'Neither the strategy’s position in a market nor the account’s grows beyond what is allowed.',
    check: withinMaxPosition,
  },
  {
    name: 'within-leverage',
    truth: 'Leverage stays within the settings, the symbol’s setting and its leverage brackets.',
    check: withinLeverage,
  },
  {
    name: 'margin-covers-order',
    truth: 'The margin that is free covers what the plan adds, on top of all reservations.',
    check: marginCoversOrder,
  },
  {
    name: 'stop-before-liquidation',
    truth: 'A stop-loss is reached before the position would be liquidated.',
    check: stopBeforeLiquidation,
  },
];
