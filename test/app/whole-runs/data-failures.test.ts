// What goes wrong with data, and what the user is told: file, line and field where there are any, and what can be done.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { EXAMPLES, openWorkshop, rowsOf, strategyText, syntheticConfig } from '../workshop.ts';

const START = Date.UTC(2025, 0, 1);
const MINUTE_MS = 60_000;

const TRADER = strategyText(
  "return context.klines('5m').pipe(map((_, index) => open({ side: index % 2 === 0 ? 'long' : 'short', quantity: 1, stop: { ratio: 0.01 } })));",
);

interface Changes {
  readonly klines?: string | readonly string[];
  readonly market?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly account?: Readonly<Record<string, unknown>>;
}

function recordedConfig({ klines = 'klines.csv', market = {}, data = {}, account = {} }: Changes = {}): object {
  return {
    data: {
      markets: { BTCUSDT: { klines, funding: 'none', ...market } },
      instruments: `${EXAMPLES}/instruments.json`,
      brackets: `${EXAMPLES}/leverage-brackets.json`,
      ...data,
    },
    account,
    strategies: [{ id: 's1', file: 'strategy.ts', markets: 'BTCUSDT' }],
  };
}

/** 240 one-minute klines in the exchange's order of columns, without those that `isLeftOut`. */
function klineLines(isLeftOut: (bar: number) => boolean = () => false, stepMs = MINUTE_MS): string[] {
  const lines: string[] = [];
  for (let bar = 0; bar < 240; bar += 1) {
    if (isLeftOut(bar)) continue;
    const open = 1000 + ((bar * 7) % 13);
    const close = 1000 + (((bar + 1) * 7) % 13);
    const [high, low] = [Math.max(open, close) + 1, Math.min(open, close) - 1];
    const openTime = START + bar * stepMs;
    lines.push([openTime, open, high, low, close, 50, openTime + stepMs - 1, 0, 0, 0, 0, 0].join(','));
  }
  return lines;
}

const WHOLE = klineLines().join('\n');
const GAPPED = klineLines((bar) => bar === 100 || bar === 101 || bar === 200).join('\n');

describe('data files that are not there', () => {
  test('are told all at once, each with its setting', async () => {
    const { problem } = openWorkshop(
      recordedConfig({
        klines: ['klines.csv', 'none-1.csv'],
        market: { mark: 'none-2.csv', funding: 'none-*.csv', trades: ['none-3.csv'], finer: 'none-4.csv' },
        data: { instruments: 'none-5.json', brackets: 'klines.csv/none-6.json' },
      }),
      { 'strategy.ts': TRADER, 'klines.csv': WHOLE },
    );
    expect((await problem()).replaceAll(/run\.yaml:\d+:\d+: data\./g, '').split('\n')).toEqual([
      'markets.BTCUSDT.klines[1]: no such file: none-1.csv',
      'markets.BTCUSDT.funding: no file matches: none-*.csv',
      'markets.BTCUSDT.mark: no such file: none-2.csv',
      'markets.BTCUSDT.trades[0]: no such file: none-3.csv',
      'markets.BTCUSDT.finer: no such file: none-4.csv',
      'instruments: no such file: none-5.json',
      'brackets: no such file: klines.csv/none-6.json',
    ]);
  });

  test('are told by the option that names them', async () => {
    const { problem } = openWorkshop(recordedConfig(), { 'strategy.ts': TRADER, 'klines.csv': WHOLE });
    expect(await problem({ set: ['data.instruments=gone.json'] })).toBe(
      '--set data.instruments=gone.json: data.instruments: no such file: gone.json',
    );
  });
});

describe('a kline file that cannot be read', () => {
  const packed = gzipSync(WHOLE);
  const flipped = Uint8Array.from(packed, (byte, index) => (index === 500 ? byte ^ 0x55 : byte));
  const wrongField = klineLines().with(77, `${START + 77 * MINUTE_MS},1000,abc,999,1000,50,0,0,0,0,0,0`);
  test.each([
    ['is missing', 'klines.csv', undefined, 'run.yaml:5:19: data.markets.BTCUSDT.klines: no such file: klines.csv'],
    [
      'matches no pattern',
      'klines-*.csv',
      undefined,
      'run.yaml:5:19: data.markets.BTCUSDT.klines: no file matches: klines-*.csv',
    ],
    ['is a folder', '.', undefined, 'run.yaml:5:19: data.markets.BTCUSDT.klines: found a folder, allowed: a file: '],
    ['is empty', 'klines.csv', '', 'klines.csv: holds no rows'],
    [
      'has letters where a number belongs',
      'klines.csv',
      wrongField.join('\n'),
      'klines.csv:78: "high" is "abc", a number is needed',
    ],
    ['is a gzip with a flipped byte', 'klines.csv.gz', flipped, 'klines.csv.gz: is damaged or cut short'],
    [
      'is a gzip cut short',
      'klines.csv.gz',
      packed.subarray(0, 1000),
      'klines.csv.gz: is damaged or cut short (unexpected end of file)',
    ],
  ])('%s', async (_, klines, content, sentence) => {
    const files = content === undefined ? {} : { [klines]: content };
    const problem = await openWorkshop(recordedConfig({ klines }), { 'strategy.ts': TRADER, ...files }).problem();
    expect(problem.startsWith(sentence)).toBe(true);
    expect(problem.split('\n')).toHaveLength(1);
  });

  test('holds klines of another interval than the one that was asked for', async () => {
    const config = recordedConfig({ market: { interval: '5m' } });
    expect(await openWorkshop(config, { 'strategy.ts': TRADER, 'klines.csv': WHOLE }).problem()).toBe(
      'klines.csv: holds 1m klines, 5m was asked for',
    );
  });

  test.each([
    [
      'finer',
      '5m',
      'run.yaml:7:18: data.markets.BTCUSDT.finer: found 5m klines, allowed: klines that divide those of 1m',
    ],
    [
      'coarser',
      '1m',
      'run.yaml:7:20: data.markets.BTCUSDT.coarser: found 1m klines, allowed: klines that those of 1m divide',
    ],
  ])('holds %s klines that are not', async (key, interval, sentence) => {
    const config = recordedConfig({ market: { [key]: 'others.csv' } });
    const others = klineLines(undefined, interval === '5m' ? 5 * MINUTE_MS : MINUTE_MS).join('\n');
    const files = { 'strategy.ts': TRADER, 'klines.csv': WHOLE, 'others.csv': others };
    expect(await openWorkshop(config, files).problem()).toBe(sentence);
  });
});

describe('klines with faults', () => {
  test('are refused, with what is wrong and what can be done', async () => {
    const files = { 'strategy.ts': TRADER, 'klines.csv': GAPPED };
    expect((await openWorkshop(recordedConfig(), files).problem()).split('\n')).toEqual([
      'klines.csv: 2 gaps (3 bars missing), the first 2025-01-01T01:40:00Z at klines.csv:101: 2 bars to 2025-01-01T01:41:00Z are missing',
      'The data was refused; `sluice data check` lists everything, and `data.quality: warn` runs on what can be repaired.',
    ]);
  });

  test('are refused for all markets and series at once', async () => {
    const rows = [0, 1, 3].map((part) => `${START + part * 28_800_000},8,0.0001`);
    const config = recordedConfig({ market: { mark: 'mark.csv', funding: 'funding.csv' } });
    const doubled = klineLines();
    const files = {
      'strategy.ts': TRADER,
      'klines.csv': GAPPED,
      'mark.csv': [...doubled.slice(0, 10), doubled[9], ...doubled.slice(10)].join('\n'),
      'funding.csv': ['calc_time,funding_interval_hours,last_funding_rate', ...rows].join('\n'),
    };
    const problem = await openWorkshop(config, files).problem();
    expect(problem.split('\n').map((line) => line.split(',')[0])).toEqual([
      'klines.csv: 2 gaps (3 bars missing)',
      'mark.csv: 1 duplicate',
      'funding.csv: 1 gap (1 bars missing)',
      'The data was refused; `sluice data check` lists everything',
    ]);
  });

  test('are run on under `warn`: repaired, told in the log and in the result', async () => {
    const lines = klineLines((bar) => bar === 100);
    const [first = '', second = ''] = [lines[10], lines[11]];
    const disordered = lines.with(10, second).with(11, first);
    const files = { 'strategy.ts': TRADER, 'klines.csv': [...disordered, lines.at(-1)].join('\n') };
    const {
      summary,
      logged,
      files: made,
    } = await openWorkshop(recordedConfig({ data: { quality: 'warn' } }), files).run();
    expect(summary.bars).toBe(239);
    expect(summary.assumptions).toMatchObject({
      markets: { BTCUSDT: { missing: 1 } },
      findings: [
        'BTCUSDT klines: 1 gap (1 bars missing), the first 2025-01-01T01:40:00Z, 1 duplicate, the first 2025-01-01T03:59:00Z, 1 row out of order, the first 2025-01-01T00:10:00Z; sorted by open time, rows out of order: 1; duplicates dropped, the first kept: 1',
      ],
    });
    const warned = logged.filter(({ level }) => level === 'warn').map(({ message }) => message.split(',')[0]);
    expect(warned).toHaveLength(5);
    const times = rowsOf(made['equity.csv']).map(({ time }) => Date.parse(time ?? ''));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(summary.fills).toBeGreaterThan(10);
  });

  test('that leave nothing are no data', async () => {
    const impossible = klineLines().map((line) => line.replace(/,\d+,\d+,/, ',1000,1,'));
    const files = { 'strategy.ts': TRADER, 'klines.csv': impossible.join('\n') };
    expect(await openWorkshop(recordedConfig({ data: { quality: 'warn' } }), files).problem()).toBe(
      'run.yaml:2:3: data: holds no kline that can be used',
    );
  });
});

describe('rules', () => {
  const files = { 'strategy.ts': TRADER, 'klines.csv': WHOLE };
  const rulesOf = (name: string): { symbols: { symbol: string }[] } => ({ symbols: [{ symbol: name }] });

  test('that lack a symbol are told by file and symbol', async () => {
    const lacking = { 'instruments.json': JSON.stringify(rulesOf('XRPUSDT')) };
    const config = recordedConfig({ data: { instruments: 'instruments.json' } });
    expect(await openWorkshop(config, { ...files, ...lacking }).problem()).toBe(
      'instruments.json: has no BTCUSDT; it has XRPUSDT',
    );
  });

  test('without brackets for a symbol are told by file and symbol', async () => {
    const lacking = { 'brackets.json': JSON.stringify([{ symbol: 'ETHUSDT', brackets: [] }]) };
    const config = recordedConfig({ data: { brackets: 'brackets.json' } });
    expect(await openWorkshop(config, { ...files, ...lacking }).problem()).toBe(
      'brackets.json: has no BTCUSDT; it has ETHUSDT',
    );
  });

  test('whose margin is another asset than the account’s are refused', async () => {
    expect(await openWorkshop(recordedConfig({ account: { asset: 'USDC' } }), files).problem()).toBe(
      'run.yaml:13:14: account.asset: found USDC, but BTCUSDT is margined in USDT',
    );
  });

  test('whose brackets do not join are used, and the log and the result say so', async () => {
    const bracket = (
      initialLeverage: number,
      notionalFloor: number,
      notionalCap: number,
      ratio: number,
      cum: number,
    ) => ({
      initialLeverage,
      notionalFloor,
      notionalCap,
      maintMarginRatio: ratio,
      cum,
    });
    const brackets = [bracket(50, 0, 10_000, 0.01, 0), bracket(20, 10_000, 1e9, 0.02, 60)];
    const config = recordedConfig({ data: { brackets: 'brackets.json' } });
    const odd = { 'brackets.json': JSON.stringify([{ symbol: 'BTCUSDT', brackets }]) };
    const { summary, logged } = await openWorkshop(config, { ...files, ...odd }).run();
    const what = 'leverage brackets: 1 bracket whose deduction does not join';
    expect(summary.assumptions).toMatchObject({ findings: [what] });
    expect(logged.map(({ message }) => message).join()).toContain(
      'BTCUSDT bracket 2: cum is 60, 100 joins it to the bracket before',
    );
  });

  test('without any brackets are said to be none', async () => {
    const { summary } = await openWorkshop(recordedConfig({ data: { brackets: 'none' } }), files).run();
    expect(summary.assumptions['rules']).toBe(
      'one set of instruments over the whole run, leverage brackets: none (a position is liquidated only when its margin is gone)',
    );
  });
});

describe('synthetic markets that cannot be made', () => {
  test('are told at their place, in the generator’s own words', async () => {
    const config = syntheticConfig();
    const set = ['data.synthetic.symbols.BTCUSDT.priceStart=0.01'];
    expect(await openWorkshop(config, { 'strategy.ts': TRADER }).problem({ set })).toMatch(
      /^run\.yaml:3:5: data\.synthetic: priceStart /,
    );
  });
});

describe('a file that is named after another symbol', () => {
  const NAMES = {
    klines: 'ETHUSDT-1m.csv',
    market: { mark: ['ETHUSDT-mark-1.csv', 'solusdt-mark-2.csv'], funding: 'ETHUSDT-funding.csv' },
  };
  const half = klineLines().length / 2;
  const FILES = {
    'strategy.ts': TRADER,
    'ETHUSDT-1m.csv': WHOLE,
    'ETHUSDT-mark-1.csv': klineLines().slice(0, half).join('\n'),
    'solusdt-mark-2.csv': klineLines().slice(half).join('\n'),
    'ETHUSDT-funding.csv': `calc_time,funding_interval_hours,last_funding_rate\n${START},8,0.0001\n`,
  };
  const SHOWN = [
    'BTCUSDT klines: the file is named after ETHUSDT',
    'BTCUSDT mark klines: 2 files are named after ETHUSDT, SOLUSDT',
    'BTCUSDT funding: the file is named after ETHUSDT',
  ];

  test('is warned of in the log, and told with its series and among the assumptions', async () => {
    const { logged, summary } = await openWorkshop(recordedConfig(NAMES), FILES).run();
    expect(logged.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      `${SHOWN[0]} (ETHUSDT-1m.csv)`,
      `${SHOWN[1]} (ETHUSDT-mark-1.csv and 1 more)`,
      `${SHOWN[2]} (ETHUSDT-funding.csv)`,
    ]);
    expect(summary.assumptions['findings']).toEqual(SHOWN);
    expect(summary.data.map(({ series, findings }) => [series, findings])).toEqual([
      ['BTCUSDT klines', ['the file is named after ETHUSDT']],
      ['BTCUSDT mark klines', ['2 files are named after ETHUSDT, SOLUSDT']],
      ['BTCUSDT funding', ['the file is named after ETHUSDT']],
      ['leverage brackets', []],
    ]);
  });

  test.each(['BTCUSDT-1m.csv', 'btcusdt_1m.csv', 'klines.csv', '1m-ETHUSDT.csv', 'MUSDTERS-1.csv'])(
    'is not %s',
    async (klines) => {
      const run = openWorkshop(recordedConfig({ klines }), { 'strategy.ts': TRADER, [klines]: WHOLE }).run();
      expect((await run).summary.assumptions['findings']).toBeUndefined();
    },
  );
});
