// What a finished run hands over to the report: everything it knows, as plain values.
import type { Band, RunOutcome } from '../backtest/report/run-outcome.ts';
import { listAssumptions } from './assumptions.ts';
import { finalEquityOf } from './final-equity.ts';
import type { LoadedRun } from './load-run.ts';
import type { Run } from './make-run.ts';
import { packageVersion } from './package-root.ts';
import { shownMessage } from './strategy-errors.ts';
import { toldPrices } from './told-prices.ts';

/** `interrupted` is that of the whole, the band's further runs included. */
export function tellOutcome(
  { config, configHash, strategies, data }: LoadedRun,
  { backtest, recorder }: Run,
  { band, interrupted }: { readonly band: Band | null; readonly interrupted: boolean },
): RunOutcome {
  const { engine, exchange, replay, intrabar, excursions } = backtest;
  const { feesPaid, fundingReceived, insuranceCleared } = engine.account.books();
  const { ambiguousBars, ambiguousLiquidations, liquidations } = exchange.statistics;
  const { riskFreeRatio, trials, trialsSharpeVariance, shuffles } = config.results;
  const initialEquity = config.account.balance;
  return {
    name: config.name,
    version: packageVersion(),
    seed: config.seed,
    dataHash: data.dataHash,
    configHash,
    strategyHash: strategies.strategyHash,

    asset: config.account.asset,
    initialEquity,
    finalEquity: finalEquityOf(backtest),
    feesPaid,
    fundingReceived,
    insuranceCleared,
    equity: recorder.equitySeries(data.span.fromTime, initialEquity.toNumber()),
    intrabarDrawdownRatio: intrabar.drawdownRatio(),
    bars: replay.barsDone(),
    prices: toldPrices(data.markets, data.span),

    trades: [...recorder.trades(), ...engine.openTrades()]
      .map((trade) => {
        const { maeRatio, mfeRatio } = excursions.of(trade) ?? UNWATCHED;
        return { maeRatio, mfeRatio, ...trade };
      })
      .toSorted((a, b) => a.entryTime - b.entryTime),
    orders: recorder.orders(),
    fills: recorder.fills(),
    funding: recorder.funding(),
    refusalRows: recorder.refusals(),
    refusalTallies: recorder.refusalTallies(),

    strategyIds: strategies.instances.map(({ strategyId }) => strategyId),
    data: data.series,

    liquidations,
    refusals: recorder.codes('refused'),
    rejections: recorder.codes('rejected'),
    clips: recorder.codes('clipped'),
    drops: recorder.codes('dropped'),
    warmupIntentsDropped: engine.strategies().reduce((sum, { warmupIntentsDropped }) => sum + warmupIntentsDropped, 0),

    ambiguousBars,
    ambiguousLiquidations,
    band,

    interrupted,
    bust: recorder.isBust(),
    quarantined: recorder.quarantines().map((quarantine) => {
      const { strategyId, time, code } = quarantine;
      return { strategyId, time, code, message: shownMessage(strategies, quarantine) };
    }),
    unprotectedByChoice: strategies.unprotectedByChoice,
    assumptions: listAssumptions(config, data, replay.markSpans()),
    figureSettings: { riskFreeRatio, trials, trialsSharpeVariance, shuffles },
  };
}

const UNWATCHED = { maeRatio: null, mfeRatio: null };
