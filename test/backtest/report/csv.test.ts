import { describe, expect, it } from 'vitest';
import { csvChunks, csvField } from '../../../backtest/report/csv-table.ts';
import { equityCsv } from '../../../backtest/report/equity-csv.ts';
import { fillsCsv } from '../../../backtest/report/fills-csv.ts';
import { fundingCsv } from '../../../backtest/report/funding-csv.ts';
import { ordersCsv } from '../../../backtest/report/orders-csv.ts';
import { refusalsCsv } from '../../../backtest/report/refusals-csv.ts';
import { tradesCsv } from '../../../backtest/report/trades-csv.ts';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import { fill, funding, order, outcome, refusal, START_TIME, trade } from './run.ts';

const linesOf = (chunks: Iterable<string>): string[] => [...chunks].join('').split('\n');

describe('csvField', () => {
  it.each([
    [null, ''],
    ['', ''],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\nlines', '"two\nlines"'],
    ['return\r', '"return\r"'],
  ])('writes %j as %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});

describe('csvChunks', () => {
  it('writes a header even where there is no row', () => {
    expect(linesOf(csvChunks([['a', () => '1']], []))).toEqual(['a', '']);
  });

  it('hands a long table over in pieces that join without a seam', () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => index);
    const chunks = [...csvChunks([['n', (row: number) => String(row)]], rows)];
    expect(chunks.length).toBeGreaterThan(2);
    expect(linesOf(chunks)).toEqual(['n', ...rows.map(String), '']);
  });
});

describe('equity.csv', () => {
  it('has a line for each kline close', () => {
    expect(linesOf(equityCsv(outcome().equity))).toEqual([
      'time,equity',
      '2025-01-02T00:00:00.000Z,10200',
      '2025-01-03T00:00:00.000Z,9894',
      '2025-01-04T00:00:00.000Z,9992.94',
      '',
    ]);
  });

  it('joins its pieces without a seam', () => {
    const length = 10_000;
    const series = {
      startTime: START_TIME,
      startEquity: 1,
      time: Float64Array.from({ length }, (_, index) => START_TIME + index * 60_000),
      equity: Float64Array.from({ length }, (_, index) => index / 8),
    };
    const lines = linesOf(equityCsv(series));
    expect(lines).toHaveLength(length + 2);
    expect(lines[4_097]).toBe(`${new Date(START_TIME + 4_096 * 60_000).toISOString()},512`);
    expect(lines[length]).toBe(`${new Date(START_TIME + (length - 1) * 60_000).toISOString()},${(length - 1) / 8}`);
  });
});

describe('trades.csv', () => {
  it('lists closed and open trades', () => {
    const unknown = {
      bracketId: null,
      returnRatio: -0.0000125,
      maeRatio: null,
      mfeRatio: null,
      stopPrice: null,
      targetPrices: [],
      riskAmount: null,
      rMultiple: null,
      exitCause: null,
    };
    const open = trade({ tradeId: 'slu-ma1-1-3', open: true, ref: 'first, "big"', ...unknown });
    expect(linesOf(tradesCsv([trade(), open]))).toEqual([
      'tradeId,strategyId,symbol,positionSide,direction,bracketId,ref,status,entryTime,exitTime,durationMs,quantity,entryPrice,exitPrice,profit,fees,funding,slippage,result,returnRatio,maeRatio,mfeRatio,stopPrice,targetPrices,riskAmount,rMultiple,exitCause',
      'slu-ma1-1-1,ma1,BTCUSDT,both,long,slu-ma1-1-1,,closed,2025-01-01T01:00:00.000Z,2025-01-01T13:00:00.000Z,43200000,0.5,50000,50500,250,25.125,-2.5,5,222.375,0.008895,0.0125,0.02,49000,50500 51000.5,500,0.44475,take-profit-1',
      'slu-ma1-1-3,ma1,BTCUSDT,both,long,,"first, ""big""",open,2025-01-01T01:00:00.000Z,,43200000,0.5,50000,50500,250,25.125,-2.5,5,222.375,-0.0000125,,,,,,,',
      '',
    ]);
  });
});

describe('orders.csv', () => {
  it('leaves empty what an order does not have', () => {
    expect(linesOf(ordersCsv([order()]))).toEqual([
      'placedTime,updatedTime,clientOrderId,venueOrderId,strategyId,ref,bracketId,tradeIds,role,reason,symbol,side,positionSide,type,timeInForce,goodTillTime,quantity,price,triggerPrice,activationPrice,callbackRatio,workingType,priceProtect,reduceOnly,closePosition,status,filledQuantity,averagePrice,endCode',
      '2025-01-01T01:00:00.000Z,2025-01-01T01:00:00.000Z,slu-ma1-1-1-M,1,ma1,,slu-ma1-1-1,slu-ma1-1-1,entry,open,BTCUSDT,buy,both,MARKET,GTC,,0.5,,,,,last,false,false,false,filled,0.5,50000,',
      '',
    ]);
  });

  it('writes all an order can have', () => {
    const [, line = ''] = linesOf(
      ordersCsv([
        order({
          ref: 'grid-1',
          type: 'STOP',
          price: toDecimal('49000'),
          triggerPrice: toDecimal('49000.1'),
          activationPrice: toDecimal('51000'),
          callbackRatio: toDecimal('0.01'),
          timeInForce: 'GTD',
          goodTillMs: START_TIME,
          workingType: 'mark',
          priceProtect: true,
          reduceOnly: true,
          closePosition: true,
          quantity: null,
          status: 'cancelled',
          averagePrice: toDecimal(1).div(3),
          venueOrderId: null,
          endCode: 'requested',
          tradeIds: [],
          reason: null,
        }),
      ]),
    );
    expect(line).toBe(
      '2025-01-01T01:00:00.000Z,2025-01-01T01:00:00.000Z,slu-ma1-1-1-M,,ma1,grid-1,slu-ma1-1-1,,entry,,BTCUSDT,buy,both,STOP,GTD,2025-01-01T00:00:00.000Z,,49000,49000.1,51000,0.01,mark,true,true,true,cancelled,0.5,0.3333333333333333,requested',
    );
  });
});

describe('fills.csv', () => {
  it('tells of an execution, its order and its cost', () => {
    const forced = fill({
      fillId: 'f2',
      clientOrderId: null,
      strategyId: null,
      bracketId: null,
      role: null,
      cause: 'liquidation',
      slippage: null,
      parts: [],
    });
    expect(linesOf(fillsCsv([fill(), forced]))).toEqual([
      'time,fillId,clientOrderId,venueOrderId,strategyId,ref,bracketId,tradeIds,tradeQuantities,tradeFees,role,symbol,side,positionSide,price,quantity,fee,feeAsset,liquidity,cause,slippage',
      '2025-01-01T01:00:00.000Z,f1,slu-ma1-1-1-M,1,ma1,,slu-ma1-1-1,slu-ma1-1-1,0.5,12.5,entry,BTCUSDT,buy,both,50000,0.5,12.5,USDT,taker,trade,2.5',
      '2025-01-01T01:00:00.000Z,f2,,1,,,,,,,,BTCUSDT,buy,both,50000,0.5,12.5,USDT,taker,liquidation,',
      '',
    ]);
  });

  it('names both trades of a fill that closes one and opens another', () => {
    const parts = [
      { tradeId: 'slu-ma1-1-1', part: 'exit', quantity: toDecimal('0.2'), fee: toDecimal('5') },
      { tradeId: 'slu-ma1-1-2', part: 'entry', quantity: toDecimal('0.3'), fee: toDecimal('7.5') },
    ] as const;
    const [, line = ''] = linesOf(fillsCsv([fill({ parts })]));
    expect(line).toContain(',slu-ma1-1-1 slu-ma1-1-2,-0.2 0.3,5 7.5,entry,');
  });
});

describe('funding.csv', () => {
  it('has a line for each trade, and one for what no trade held', () => {
    const nobodys = funding({ strategyId: null, tradeId: null, quantity: null, amount: toDecimal('1.25') });
    expect(linesOf(fundingCsv([funding(), nobodys]))).toEqual([
      'time,symbol,positionSide,strategyId,tradeId,rateRatio,markPrice,quantity,amount',
      '2025-01-01T08:00:00.000Z,BTCUSDT,both,ma1,slu-ma1-1-1,0.0001,50000,0.5,-2.5',
      '2025-01-01T08:00:00.000Z,BTCUSDT,both,,,0.0001,50000,,1.25',
      '',
    ]);
  });
});

describe('refusals.csv', () => {
  it('tells of a no with the figures it was decided by', () => {
    const rows = [
      refusal(),
      refusal({ ref: 'a', operands: { needed: '120.5', free: 100, side: null, isShared: true } }),
    ];
    expect(linesOf(refusalsCsv(rows))).toEqual([
      'time,outcome,code,by,strategyId,symbol,ref,intent,operands,message',
      '2025-01-01T01:00:00.000Z,refused,STOP_MISSING,risk,ma1,BTCUSDT,,open,,An entry needs a stop-loss.',
      '2025-01-01T01:00:00.000Z,refused,STOP_MISSING,risk,ma1,BTCUSDT,a,open,needed=120.5 free=100 side=null isShared=true,An entry needs a stop-loss.',
      '',
    ]);
  });
});
