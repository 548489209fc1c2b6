// The figures one looks at first.
import { element, type Child } from '../dom/element.ts';
import { signClass } from '../dom/sign.ts';
import type { RunSummary } from '../model/run-summary.ts';
import {
  countText,
  fixedText,
  fundingText,
  moneyText,
  moneyWithAsset,
  numberOf,
  percentText,
} from '../text/number-text.ts';
import { bandScale } from './band-scale.ts';

/** The tiles in their order. */
export function tiles(summary: RunSummary): HTMLElement {
  return element(
    'dl',
    { class: 'tiles' },
    equityTile(summary),
    returnTile(summary),
    drawdownTile(summary),
    sharpeTile(summary),
    tradesTile(summary),
    profitTile(summary),
    costsTile(summary),
    benchmarkTile(summary),
  );
}

function tile(name: string, figure: string, look: string | null, ...below: readonly Child[]): HTMLElement {
  return element(
    'div',
    { class: 'tile' },
    element('dt', {}, name),
    element('dd', { class: `figure ${look ?? ''}`.trim() }, figure),
    ...below.map((line) => (line === null || line === false ? null : element('dd', { class: 'below' }, line))),
  );
}

function equityTile(summary: RunSummary): HTMLElement {
  const { finalEquity, initialEquity, netProfit, asset } = summary;
  const made = tile(
    'Final equity',
    moneyWithAsset(numberOf(finalEquity), asset),
    null,
    `${moneyWithAsset(numberOf(netProfit), asset, true)} on ${moneyText(numberOf(initialEquity))}`,
    bandScale(summary),
  );
  made.classList.add('wide');
  return made;
}

function returnTile({ returnRatio, cagrRatio, volatilityRatio }: RunSummary): HTMLElement {
  return tile(
    'Net return',
    percentText(returnRatio, true),
    signClass(returnRatio),
    `${percentText(cagrRatio ?? null, true)} a year`,
    `volatility ${percentText(volatilityRatio ?? null)} a year`,
  );
}

function drawdownTile({ maxDrawdownRatio, intrabarDrawdownRatio, timeUnderWater }: RunSummary): HTMLElement {
  return tile(
    'Max drawdown',
    percentText(maxDrawdownRatio ?? null),
    null,
    `${percentText(intrabarDrawdownRatio ?? null)} within klines`,
    timeUnderWater ? `under water ${percentText(timeUnderWater.shareRatio, false, 1)} of the time` : null,
  );
}

function sharpeTile({ sharpe, sharpeConfidence }: RunSummary): HTMLElement {
  const error = sharpeConfidence?.standardError ?? null;
  const probability = sharpeConfidence?.probabilityRatio ?? null;
  const spread = error === null ? '' : ` ± ${fixedText(error, 2)}`;
  return tile(
    'Sharpe ratio',
    `${fixedText(sharpe ?? null, 2)}${spread}`,
    null,
    probability === null ? 'no standard error' : `above 0 with ${percentText(probability, false, 1)} probability`,
    deflatedText(sharpeConfidence),
  );
}

function deflatedText(confidence: RunSummary['sharpeConfidence']): string | null {
  if (!confidence || confidence.trials <= 1) return null;
  return `above luck of ${countText(confidence.trials)} trials: ${percentText(confidence.deflatedProbabilityRatio, false, 1)}`;
}

function tradesTile({ trades, longTrades, shortTrades, winRatio, openTrades }: RunSummary): HTMLElement {
  return tile(
    'Closed trades',
    countText(trades),
    null,
    `${countText(longTrades ?? null)} long, ${countText(shortTrades ?? null)} short${openTrades ? `, ${countText(openTrades)} still open` : ''}`,
    `${percentText(winRatio ?? null, false, 1)} won`,
  );
}

function profitTile({ profitFactor, expectancy, asset, longestLosingStreak }: RunSummary): HTMLElement {
  return tile(
    'Profit factor',
    fixedText(profitFactor ?? null, 2),
    null,
    `${moneyWithAsset(numberOf(expectancy), asset, true)} a trade`,
    longestLosingStreak === undefined ? null : `longest losing streak ${countText(longestLosingStreak)}`,
  );
}

function costsTile({ fees, funding, slippage, asset }: RunSummary): HTMLElement {
  const [paid, received, slipped] = [numberOf(fees) ?? 0, numberOf(funding) ?? 0, numberOf(slippage) ?? 0];
  return tile(
    'Costs',
    moneyWithAsset(paid - received + slipped, asset),
    null,
    `fees ${moneyText(paid)}, slippage ${moneyText(slipped)}`,
    `funding ${fundingText(received, asset)}`,
  );
}

function benchmarkTile({ benchmark }: RunSummary): HTMLElement {
  if (!benchmark) return tile('Buy and hold', '–', null, 'no klines to hold');
  const { symbol, returnRatio, maxDrawdownRatio, alphaRatio, beta } = benchmark;
  return tile(
    `Buy and hold ${symbol}`,
    percentText(returnRatio, true),
    signClass(returnRatio),
    `drawdown ${percentText(maxDrawdownRatio)}`,
    `alpha ${percentText(alphaRatio, true)} a year, beta ${fixedText(beta, 2)}`,
  );
}
