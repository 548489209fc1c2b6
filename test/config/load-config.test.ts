import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { overrideOf } from '../../config/overrides.ts';
import { complaintsOf } from './complaints-of.ts';
import { load, MINIMAL, parse, RECORDED } from './minimal.ts';

describe('a config that is right', () => {
  it('has its paths made absolute from where it lies, patterns included', () => {
    const { config } = parse(RECORDED);
    expect(config.data).toMatchObject({
      markets: {
        BTCUSDT: { klines: ['/klines/BTC-*.csv'], funding: 'none', mark: null },
        ETHUSDT: {
          klines: ['/configs/a.csv', '/configs/b.csv'],
          funding: ['/configs/funding/ETH.csv'],
          mark: ['/configs/mark.csv'],
        },
      },
      instruments: '/configs/instruments.json',
      brackets: 'none',
    });
    expect(config.strategies.map(({ file }) => file)).toEqual(['/configs/strategies/ma.ts', '/opt/pair.ts']);
  });

  it('binds a single market to the role main', () => {
    expect(parse(RECORDED).config.strategies.map(({ markets }) => markets)).toEqual([
      { main: 'BTCUSDT' },
      { base: 'ETHUSDT' },
    ]);
  });

  it('is named after its file unless it names itself', () => {
    expect(parse(MINIMAL).config.name).toBe('run');
    expect(parse(`name: mine\n${MINIMAL}`).config.name).toBe('mine');
  });

  it('reads times in UTC', () => {
    const { config } = parse(MINIMAL, { set: ['data.from=2025-01-02', 'data.to=2025-01-03T01:00+01:00'] });
    expect(config.data).toMatchObject({ from: Date.UTC(2025, 0, 2), to: Date.UTC(2025, 0, 3) });
  });

  it('takes money as a number or, for more digits than a number has, as a text', () => {
    expect(parse(MINIMAL, { set: ['account.balance=0.1'] }).config.account.balance.toString()).toBe('0.1');
    const exact = parse(MINIMAL, { set: ['account.balance="12345678901234567890.12345678"'] });
    expect(exact.config.account.balance.toString()).toBe('12345678901234567890.12345678');
  });

  it('takes values from the environment and from the command line', () => {
    const text = `seed: \${SEED}\n${MINIMAL}`;
    expect(parse(text, { environment: { SEED: '7' } }).config.seed).toBe(7);
    const overrides = [overrideOf('--seed 8', ['seed'], 8)];
    expect(parse(text, { environment: { SEED: '7' }, overrides }).config.seed).toBe(8);
  });

  it('keeps a strategy’s limits as what it says itself', () => {
    const { config } = parse(MINIMAL, { set: ['strategies.ma1.risk={ requireStop: false }', 'risk.cooldownMs=5'] });
    expect(config.strategies[0]?.risk).toEqual({ requireStop: false });
    expect(config.risk).toMatchObject({ requireStop: true, cooldownMs: 5 });
  });
});

describe('the hash of a config', () => {
  const hashOf = (text: string, parts: Parameters<typeof parse>[1] = {}) => parse(text, parts).configHash;

  it('is the same wherever the config lies, whatever it is called, and in whatever order it is written', () => {
    const reordered = MINIMAL.replace(/([\s\S]*)(strategies:[\s\S]*)/, '$2$1');
    expect(reordered.startsWith('strategies:')).toBe(true);
    const hash = hashOf(MINIMAL);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(reordered)).toBe(hash);
    expect(hashOf(MINIMAL, { path: 'elsewhere/other.yml' })).toBe(hash);
    expect(hashOf(`name: other\n${MINIMAL}`)).toBe(hash);
    expect(hashOf(`seed: 1\naccount: { leverage: 1, balance: "10000.00" }\n${MINIMAL}`)).toBe(hash);
    expect(hashOf(MINIMAL, { set: ['data.instruments=/opt/instruments.json'] })).toBe(hash);
  });

  it.each(['data.cache=false', 'results.report=false'])(
    'is the same with %s, which decides no result',
    (assignment) => {
      expect(hashOf(MINIMAL, { set: [assignment] })).toBe(hashOf(MINIMAL));
    },
  );

  it.each([
    'seed=2',
    'account.balance=10001',
    'exchange.latencyMs=1',
    'data.to=2025-01-20',
    'data.brackets=none',
    'data.synthetic.symbols.BTCUSDT.priceStart=5',
    'strategies.ma1.params.fast=3',
    'strategies.ma1.risk.requireStop=false',
    'results.band=false',
  ])('is another one with %s', (assignment) => {
    expect(hashOf(MINIMAL, { set: [assignment] })).not.toBe(hashOf(MINIMAL));
  });

  it('knows recorded data from data that was left out', () => {
    expect(hashOf(RECORDED, { set: ['data.markets.BTCUSDT.funding=f.csv'] })).not.toBe(hashOf(RECORDED));
    expect(hashOf(RECORDED, { set: ['data.markets.BTCUSDT.mark=m.csv'] })).not.toBe(hashOf(RECORDED));
  });
});

describe('a config that is wrong', () => {
  it('is complained about all at once, by line, with field, what was found and what is allowed', () => {
    const text = `seed: lucky
data:
  markets:
    BTCUSDT: { klines: k.csv, fundng: none }
  instruments: instruments.json
  brackets: none
  from: 31.01.2025
acount: { balance: 5 }
account:
  leverage: 0
  balance: -1
strategies:
  - id: MA1
    file: ma.ts
    markets: { main: 5 }
`;
    const top = 'name, seed, data, account, exchange, execution, risk, results, strategies';
    expect(complaintsOf(() => parse(text, { path: 'run.yaml', set: ['exchange.walk=random'] }))).toEqual([
      'run.yaml:1:7: seed: found "lucky", allowed: a whole number from 0 to 2147483647',
      'run.yaml:4:5: data.markets.BTCUSDT.funding: missing, needed: none, a file, a pattern or a list of them',
      'run.yaml:4:31: data.markets.BTCUSDT.fundng: unknown key, did you mean funding? allowed: klines, interval, trades, fills, finer, coarser, mark, markInterval, funding',
      'run.yaml:7:9: data.from: found "31.01.2025", allowed: an ISO time such as 2025-01-31 or 2025-01-31T12:30:00Z (UTC unless an offset is written)',
      `run.yaml:8:1: acount: unknown key, did you mean account? allowed: ${top}`,
      'run.yaml:10:13: account.leverage: found 0, allowed: a whole number from 1',
      'run.yaml:11:12: account.balance: found -1, allowed: a number above 0',
      'run.yaml:13:9: strategies[0].id: found "MA1", allowed: one to eight of a-z and 0-9',
      'run.yaml:15:22: strategies[0].markets.main: found 5, allowed: a symbol such as BTCUSDT',
      '--set exchange.walk=random: exchange.walk: found "random", allowed: worst-first, best-first or nearest-extreme-first',
    ]);
  });

  it.each([
    {
      name: 'a year that YAML reads as a number',
      set: 'data.from=2025',
      text: 'data.from: found 2025, allowed: an ISO',
    },
    {
      name: 'a day that does not exist',
      set: 'data.from=2025-02-30',
      text: 'data.from: found "2025-02-30", allowed: an',
    },
    { name: 'no strategies', set: 'strategies=[]', text: 'strategies: found an empty list, allowed: a list that is' },
    { name: 'an unknown interval', set: 'data.synthetic.interval=7m', text: 'interval: found "7m", allowed: 1m, 3m,' },
    {
      name: 'no symbols',
      set: 'data.synthetic.symbols={}',
      text: 'found an empty section, allowed: at least one symbol',
    },
    {
      name: 'a symbol in small letters',
      set: 'account.symbols={ btcusdt: {} }',
      text: 'account.symbols.btcusdt: found the name "btcusdt", allowed: a symbol such as BTCUSDT',
    },
    {
      name: 'a limit of a strategy that is none',
      set: 'strategies.ma1.risk.orderMax=1',
      text: 'strategies[0].risk.orderMax: unknown key, did you mean orderRateMax? allowed: requireStop, ',
    },
    {
      name: 'a section that is empty',
      set: 'risk=',
      text: 'risk: found nothing (null), allowed: a section with requireStop',
    },
  ])('is refused for $name', ({ set, text }) => {
    expect(complaintsOf(() => parse(MINIMAL, { set: [set] }))[0]).toContain(text);
  });

  it.each([
    {
      name: 'both kinds of data',
      text: MINIMAL,
      set: ['data.markets={ BTCUSDT: { klines: a.csv, funding: none } }'],
      line: '/configs/run.yaml:2:3: data.synthetic: found besides data.markets, allowed: one of the two',
    },
    {
      name: 'no data',
      text: MINIMAL,
      set: ['data.synthetic=null', 'strategies.ma1.id=ma1'],
      line: '/configs/run.yaml:1:1: data.markets: missing, needed: at least one market with its files, or data.synthetic',
    },
    {
      name: 'an end before the begin',
      text: MINIMAL,
      set: ['data.from=2025-02-01', 'data.to=2025-01-01'],
      line: '--set data.to=2025-01-01: data.to: found 2025-01-01T00:00:00.000Z, allowed: a time after from, which is 2025-02-01T00:00:00.000Z',
    },
    {
      name: 'a market without klines and trades',
      text: RECORDED,
      set: ['data.markets.BTCUSDT.klines=none'],
      line: '--set data.markets.BTCUSDT.klines=none: data.markets.BTCUSDT.klines: found none, allowed: files of klines, since the market has no trades to make them of',
    },
    {
      name: 'fills from trades that are not there',
      text: RECORDED,
      set: ['data.markets.BTCUSDT.fills=trades'],
      line: '--set data.markets.BTCUSDT.fills=trades: data.markets.BTCUSDT.fills: found trades, allowed: klines, since the market has no trades; or give it trades',
    },
    {
      name: 'finer klines beside trades that are walked',
      text: RECORDED,
      set: ['data.markets.BTCUSDT={ klines: k.csv, trades: t.csv, fills: trades, finer: f.csv, funding: none }'],
      line: '--set data.markets.BTCUSDT={ klines: k.csv, trades: t.csv, fills: trades, finer: f.csv, funding: none }: data.markets.BTCUSDT.finer: found finer klines, allowed: null, since the trades are walked (fills: trades)',
    },
    {
      name: 'exits moved by trades that nobody tells',
      text: RECORDED,
      set: ['execution.exitsWatch=trade', 'data.markets.BTCUSDT.trades=t.csv', 'data.markets.BTCUSDT.fills=trades'],
      line: '--set execution.exitsWatch=trade: execution.exitsWatch: found trade, allowed: kline or mark, since no trades of ETHUSDT are told, or fills: trades for ETHUSDT',
    },
    {
      name: 'exits moved by trades where trades are there and not walked',
      text: RECORDED.replace('strategies:', 'execution:\n  exitsWatch: trade\nstrategies:'),
      set: [
        'data.markets.BTCUSDT.trades=t.csv',
        'strategies.pair.markets=XRPUSDT',
        'data.markets.XRPUSDT={ klines: none, trades: x.csv, fills: trades, funding: none }',
      ],
      line: '/configs/run.yaml:8:15: execution.exitsWatch: found trade, allowed: kline or mark, since no trades of BTCUSDT are told, or fills: trades for BTCUSDT',
    },
    {
      name: 'exits moved by trades of generated klines',
      text: MINIMAL,
      set: ['execution.exitsWatch=trade'],
      line: '--set execution.exitsWatch=trade: execution.exitsWatch: found trade, allowed: kline or mark, since no trades of BTCUSDT are told',
    },
    {
      name: 'generated klines that end before they begin',
      text: MINIMAL,
      set: ['data.synthetic.to=2024-01-01'],
      line: '--set data.synthetic.to=2024-01-01: data.synthetic.to: found 2024-01-01T00:00:00.000Z, allowed: a time after from, which is 2025-01-01T00:00:00.000Z',
    },
    {
      name: 'generated klines off their grid',
      text: MINIMAL,
      set: ['data.synthetic.from=2025-01-01T00:30', 'data.synthetic.interval=1h'],
      line: '--set data.synthetic.from=2025-01-01T00:30: data.synthetic.from: found 2025-01-01T00:30:00.000Z, allowed: the open time of a 1h kline',
    },
    {
      name: 'isolated margin with several assets',
      text: MINIMAL,
      set: ['account.multiAssets=true', 'account.marginMode=isolated'],
      line: '--set account.marginMode=isolated: account.marginMode: found isolated, allowed: cross, since account.multiAssets is true',
    },
    {
      name: 'isolated margin of one symbol with several assets',
      text: MINIMAL,
      set: ['account.multiAssets=true', 'account.symbols={ BTCUSDT: { marginMode: isolated } }'],
      line: '--set account.symbols={ BTCUSDT: { marginMode: isolated } }: account.symbols.BTCUSDT.marginMode: found isolated, allowed: cross, since account.multiAssets is true',
    },
    {
      name: 'a setting for a symbol without data',
      text: MINIMAL,
      set: ['account.symbols={ ETHUSDT: { leverage: 2 } }'],
      line: '--set account.symbols={ ETHUSDT: { leverage: 2 } }: account.symbols.ETHUSDT: no data for this symbol, allowed: BTCUSDT',
    },
    {
      name: 'a strategy on a symbol without data',
      text: MINIMAL,
      set: ['strategies.ma1.markets={ base: BTCUSDT, hedge: ETHUSDT }'],
      line: '--set strategies.ma1.markets={ base: BTCUSDT, hedge: ETHUSDT }: strategies[0].markets.hedge: found "ETHUSDT", allowed: a symbol of data: BTCUSDT',
    },
    {
      name: 'one id twice',
      text: RECORDED,
      set: ['strategies[1].id=ma1'],
      line: '--set strategies[1].id=ma1: strategies[1].id: found "ma1", which strategies[0] has already, allowed: another id',
    },
    {
      name: 'two strategies on one symbol',
      text: RECORDED,
      set: ['strategies.pair.markets={ base: ETHUSDT, hedge: BTCUSDT }'],
      line: '--set strategies.pair.markets={ base: ETHUSDT, hedge: BTCUSDT }: strategies[1].markets.hedge: strategy pair trades "BTCUSDT", which strategy ma1 trades already, allowed: a symbol no other strategy trades, or account.sharing: shared',
    },
  ])('is refused for $name', ({ text, set, line }) => {
    expect(complaintsOf(() => parse(text, { set }))).toEqual([line]);
  });

  it.each(['account.sharing=shared', 'account.positionMode=hedge'])(
    'lets two strategies trade one symbol with %s',
    (assignment) => {
      const set = ['strategies.pair.markets=BTCUSDT', assignment];
      expect(parse(RECORDED, { set }).config.strategies).toHaveLength(2);
    },
  );

  it('lets one strategy bind one symbol to two roles', () => {
    const set = ['strategies.pair.markets={ base: ETHUSDT, hedge: ETHUSDT }'];
    expect(parse(RECORDED, { set }).config.strategies[1]?.markets).toEqual({ base: 'ETHUSDT', hedge: 'ETHUSDT' });
  });
});

describe('a market with trades', () => {
  const set = ['data.markets.BTCUSDT={ klines: none, trades: [a-*.zip, b.csv.gz], fills: trades, funding: none }'];

  it('needs no klines, and its files lie beside the config', () => {
    const { klines, trades, fills } = parse(RECORDED, { set }).config.data.markets['BTCUSDT'] ?? {};
    expect([klines, trades, fills]).toEqual(['none', ['/configs/a-*.zip', '/configs/b.csv.gz'], 'trades']);
  });

  it('has a hash of its own, whatever its files are called', () => {
    const hash = parse(RECORDED, { set }).configHash;
    expect(parse(RECORDED, { set: set.map((text) => text.replace('b.csv.gz', 'c.csv')) }).configHash).toBe(hash);
    expect(
      parse(RECORDED, { set: set.map((text) => text.replace('fills: trades', 'fills: klines')) }).configHash,
    ).not.toBe(hash);
    expect(parse(RECORDED).configHash).not.toBe(hash);
  });
});

describe('loadConfig', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-config-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('reads a file', async () => {
    const path = join(folder, 'my-run.yaml');
    await writeFile(path, MINIMAL);
    expect(load(path).config).toMatchObject({
      name: 'my-run',
      data: { instruments: join(folder, 'instruments.json') },
    });
  });

  it('reads a file that begins with a byte order mark', async () => {
    const path = join(folder, 'my-run.yaml');
    await writeFile(path, `\uFEFF${MINIMAL}`);
    expect(load(path).config.name).toBe('my-run');
  });

  it('says so when there is none, or a folder', () => {
    const missing = join(folder, 'none.yaml');
    expect(complaintsOf(() => load(missing))).toEqual([`${missing}: no such file`]);
    expect(complaintsOf(() => load(folder))).toEqual([`${folder}: is a folder, a config file is needed`]);
  });
});
