// The risk gate alone: every check asked about one entry at market, over the engine's own view of an account that holds something.
import { Decimal } from '../../engine/domain/decimal.ts';
import type { Plan } from '../../engine/domain/plan.ts';
import { createMarketStates } from '../../engine/market/market-state.ts';
import { createOrderTable } from '../../engine/orders/order-table.ts';
import { createAccountBook } from '../../engine/portfolio/account-book.ts';
import { createStrategyBooks } from '../../engine/portfolio/strategy-books.ts';
import { judgePlan } from '../../engine/risk/gate.ts';
import { createRiskRecord } from '../../engine/risk/risk-record.ts';
import { riskSettingsSchema } from '../../engine/risk/settings.ts';
import { createTraderView, type TraderView } from '../../engine/trader/trader-view.ts';
import { BALANCE, QUANTITY } from '../data/always-in-terms.ts';
import { ALL_CHECKS_ON } from '../data/configs.ts';
import { randomKlines } from '../data/random-klines.ts';
import { benchRules, SYMBOL } from '../data/rules.ts';
import { timePasses } from '../time-passes.ts';
import type { Measured } from '../sample.ts';

export async function riskPart(count: number): Promise<Measured> {
  const view = await someView();
  const settings = riskSettingsSchema.parse({ ...ALL_CHECKS_ON, requireStop: false });
  const plan = somePlan(view);
  return timePasses(count, () => () => {
    for (let index = 0; index < count; index += 1) {
      const answer = judgePlan(plan, view, settings);
      if (answer.kind === 'refused') throw new Error(answer.refusal.message);
    }
  });
}

async function someView(): Promise<TraderView> {
  const { instrument, brackets } = await benchRules();
  const markets = createMarketStates([SYMBOL]);
  const account = createAccountBook();
  const history = createRiskRecord(riskSettingsSchema.parse({}));
  const [kline] = randomKlines(1);
  if (kline === undefined) throw new Error('there is no kline');
  markets.klineClosed(kline);
  account.applyTransfer({ asset: 'USDT', amount: new Decimal(BALANCE) });
  history.equityMarked(kline.closeTime, BALANCE);
  return createTraderView({
    clock: { now: () => kline.closeTime },
    symbols: [SYMBOL],
    instruments: new Map([[SYMBOL, instrument]]),
    brackets: new Map([[SYMBOL, brackets]]),
    sharing: 'exclusive',
    takerFeeRatio: new Decimal('0.0005'),
    makerFeeRatio: new Decimal('0.0002'),
    markets,
    account,
    books: createStrategyBooks(),
    orders: createOrderTable(),
    history,
    capitalRatioOf: () => undefined,
    initialBalance: () => new Decimal(BALANCE),
    finestInterval: () => '1m',
  });
}

function somePlan(view: TraderView): Plan {
  const price = new Decimal(view.market(SYMBOL).mark ?? Number.NaN);
  const quantity = new Decimal(QUANTITY);
  return {
    ...{ strategyId: 's1', symbol: SYMBOL, intent: 'open', ref: null, time: view.time },
    ...{ cancels: [], amends: [], exitChanges: [], setting: null },
    orders: [
      {
        request: {
          ...{ clientOrderId: 'slu-s1-1-1-M', symbol: SYMBOL, side: 'buy', positionSide: 'both', type: 'MARKET' },
          ...{ quantity, price: null, triggerPrice: null, activationPrice: null, callbackRatio: null },
          ...{ timeInForce: 'GTC', goodTillMs: null, workingType: 'last', priceProtect: false },
          ...{ reduceOnly: false, closePosition: false },
        },
        ...{ role: 'entry', ref: null, reducesBracketId: null, reduces: false },
        bracket: {
          bracketId: 'slu-s1-1-1',
          direction: 'long',
          exits: { stop: null, targets: [], trailing: null, breakEven: null, maxHoldingMs: null },
        },
        referencePrice: price,
        notional: quantity.times(price),
      },
    ],
  };
}
