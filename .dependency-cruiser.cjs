// Who may import whom: the block of that name in ARCHITECTURE.md, rule by rule and file by file. test/architecture breaks
// every rule once and expects it to be caught. Type imports count like any other: a type is knowledge of a room.
//
// An arrow is read onwards: what stands further to the right may be imported too. Each room has one rule that names all
// it may import (`only…`), so a room that is new to the house is refused until somebody has thought about it.

const ROOMS = '^(?:engine|strategies|connectors|config|backtest|app|cli|bench|scripts|test)/';
const PURE_BUILTINS = '^(?:node:)?(?:assert|buffer|crypto|events|path|url|util)(?:/|$)';
const JOINED = '^engine/(?:index|engine)\\.ts$|^engine/(?:engine|trader)/';
const WAYS_OUT = '^engine/clock/system-[^/]+\\.ts$|^engine/journal/[^/]*store[^/]*\\.ts$|^engine/strategy/loader\\.ts$';

/** One rule: files in `from` import from the project's rooms nothing but `allowed`. */
function only(name, comment, from, allowed, fromNot) {
  return {
    name,
    comment,
    severity: 'error',
    from: fromNot === undefined ? { path: from } : { path: from, pathNot: fromNot },
    to: { path: ROOMS, pathNot: allowed },
  };
}

/** One rule: files in `from` never import `to`. */
function never(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

/** One rule: a package has one door, or a few; nobody else imports it. */
function onlyDoors(packageName, doors, comment) {
  return never(
    `only-doors-of-${packageName}`,
    comment,
    { path: ROOMS, pathNot: ['^(?:test|bench|scripts)/', ...doors] },
    { path: `(?:^|/)node_modules/${packageName}/` },
  );
}

const engineRules = [
  only('domain-imports-nothing', 'domain ─► nothing', '^engine/domain/', ['^engine/domain/']),
  never(
    'domain-knows-no-package',
    'Values and events are plain: no package but decimal.js behind its door, no builtin.',
    { path: '^engine/domain/' },
    { path: '(?:^|/)node_modules/', pathNot: '(?:^|/)node_modules/decimal\\.js/' },
  ),
  only('ports-import-domain', 'ports ─► domain', '^engine/ports/', ['^engine/(?:ports|domain)/']),
  only('clock-imports-ports', 'clock ─► ports (it implements one) and domain', '^engine/clock/', [
    '^engine/(?:clock|ports|domain)/',
  ]),
  only(
    'lower-engine-rooms',
    'market | indicators | portfolio | orders | journal ─► clock | ports ─► domain; siblings never import each other',
    '^engine/(market|indicators|portfolio|orders|journal)/',
    ['^engine/$1/', '^engine/(?:clock|ports|domain)/'],
  ),
  only(
    'upper-engine-rooms',
    'strategy | risk | execution ─► market | indicators | portfolio | orders | journal; siblings never import each other',
    '^engine/(strategy|risk|execution)/',
    ['^engine/$1/', '^engine/(?:market|indicators|portfolio|orders|journal|clock|ports|domain)/'],
  ),
  only('joined-trader-imports-engine', 'engine.ts joins the rooms of the engine and no other', JOINED, ['^engine/']),
  only(
    'engine-has-no-other-room',
    'A file of engine/ lies in a room that a rule speaks of.',
    '^engine/',
    ['^$'],
    [JOINED, '^engine/(?:domain|ports|clock|market|indicators|portfolio|orders|journal|strategy|risk|execution)/'],
  ),
  never(
    'engine-door-is-for-the-outside',
    'engine/index.ts is the door for strategy files; inside the engine one imports the thing itself.',
    { path: '^engine/', pathNot: '^engine/index\\.ts$' },
    { path: '^engine/index\\.ts$' },
  ),
  never(
    'engine-touches-no-machine',
    'Time, chance, network and disk are arguments: only the system clock, the journal store and the loader reach out.',
    { path: '^engine/', pathNot: WAYS_OUT },
    { dependencyTypes: ['core'], pathNot: PURE_BUILTINS },
  ),
];

const connectorRules = [
  only('transport-has-no-trading-words', 'connectors/transport ─► engine/{clock,ports}', '^connectors/transport/', [
    '^connectors/transport/',
    '^engine/(?:clock|ports)/',
  ]),
  only(
    'venue-imports-no-other-venue',
    'connectors/<venue> ─► transport, engine/{domain,ports,clock}; never another venue, never backtest',
    '^connectors/([^/]+)/',
    ['^connectors/(?:$1|transport)/', '^engine/(?:domain|ports|clock)/'],
    '^connectors/transport/',
  ),
  never(
    'connectors-touch-no-machine',
    'Network and time reach a connector through transport/node-*.ts alone.',
    { path: '^connectors/', pathNot: '^connectors/transport/node-[^/]+\\.ts$' },
    { dependencyTypes: ['core'], pathNot: PURE_BUILTINS },
  ),
];

const backtestRules = [
  only('data-imports', 'backtest/data (recorded files, read and checked) ─► engine/{domain,ports}', '^backtest/data/', [
    '^backtest/data/',
    '^engine/(?:domain|ports)/',
  ]),
  only('replay-imports', 'backtest/replay ─► backtest/data, engine/{domain,ports,clock,market}', '^backtest/replay/', [
    '^backtest/(?:replay|data)/',
    '^engine/(?:domain|ports|clock|market)/',
  ]),
  only(
    'exchange-keeps-its-own-books',
    'backtest/exchange ─► engine/{domain,ports,clock}; never engine/portfolio, never connectors: two judges',
    '^backtest/exchange/',
    ['^backtest/exchange/', '^engine/(?:domain|ports|clock)/'],
  ),
  only(
    'servers-share-no-codec-with-connectors',
    'backtest/servers ─► backtest/{exchange,replay}, engine/{domain,ports,clock}; never connectors: two judges',
    '^backtest/servers/',
    ['^backtest/(?:servers|exchange|replay)/', '^engine/(?:domain|ports|clock)/'],
  ),
  only('metrics-import-domain', 'backtest/metrics ─► engine/domain', '^backtest/metrics/', [
    '^backtest/metrics/',
    '^engine/domain/',
  ]),
  only('report-imports-domain', 'backtest/report ─► backtest/metrics, engine/domain', '^backtest/report/', [
    '^backtest/(?:report|metrics)/',
    '^engine/domain/',
  ]),
  only(
    'page-client-runs-in-the-browser',
    'backtest/report/page-client (bundled into report.html) ─► the model it shows and how its klines are packed',
    '^backtest/report/page-client/',
    ['^backtest/report/page-client/', '^backtest/report/page/(?:report-model|packed-klines)\\.ts$'],
  ),
  never(
    'page-client-knows-one-package',
    'The page is the browser and lightweight-charts, baked in when built: no other package, no builtin.',
    { path: '^backtest/report/page-client/' },
    { path: '(?:^|/)node_modules/', pathNot: '(?:^|/)node_modules/lightweight-charts/' },
  ),
  never(
    'page-client-uses-no-builtin',
    'The page is the browser and lightweight-charts, baked in when built: no other package, no builtin.',
    { path: '^backtest/report/page-client/' },
    { dependencyTypes: ['core'] },
  ),
  never(
    'page-client-is-imported-by-nobody',
    'The page is a file that is read, not a module of the house.',
    { path: ROOMS, pathNot: '^backtest/report/page-client/|^(?:test|bench)/' },
    { path: '^backtest/report/page-client/' },
  ),
  only(
    'sweep-runs-backtests',
    'sweep, torture, check-strategy ─► app/{run-backtest,strategy-lab}, nothing of cli',
    '^backtest/(?:sweep|torture|check-strategy)(?:/|\\.ts$)',
    ['^backtest/', '^engine/', '^config/', '^app/(?:run-backtest|strategy-lab)\\.ts$'],
  ),
  only(
    'other-backtest-rooms',
    'Any other room of backtest/ ─► backtest/{data,replay}, engine/{domain,ports,clock}',
    '^backtest/([^/]+)',
    ['^backtest/$1', '^backtest/(?:data|replay)/', '^engine/(?:domain|ports|clock)/'],
    '^backtest/(?:data|replay|exchange|servers|metrics|report|sweep|torture|check-strategy)(?:/|\\.ts$)',
  ),
  never(
    'exchange-touches-no-machine',
    'The simulated exchange and the metrics are arithmetic: no time, disk or network of the machine.',
    { path: '^backtest/(?:exchange|metrics)/' },
    { dependencyTypes: ['core'], pathNot: PURE_BUILTINS },
  ),
];

const outerRules = [
  only('strategies-import-sluice', "strategies ─► 'sluice', rxjs, nothing else", '^strategies/', [
    '^engine/index\\.ts$',
  ]),
  never(
    'strategies-enter-by-the-door',
    "A strategy file says 'sluice', as its author's own would: never a relative path.",
    { path: '^strategies/' },
    { path: '^engine/', dependencyTypes: ['local'] },
  ),
  never(
    'strategies-know-rxjs-only',
    "strategies ─► 'sluice', rxjs, nothing else",
    { path: '^strategies/' },
    { path: '(?:^|/)node_modules/', pathNot: '(?:^|/)node_modules/rxjs/' },
  ),
  never(
    'strategies-use-no-builtin',
    "strategies ─► 'sluice', rxjs, nothing else",
    { path: '^strategies/' },
    { dependencyTypes: ['core'] },
  ),
  only(
    'config-knows-settings-only',
    'config ─► engine/domain and the settings.ts of each room (risk, execution, exchange, replay, connectors/<venue>)',
    '^config/',
    [
      '^config/',
      '^engine/domain/',
      '^engine/(?:risk|execution)/settings\\.ts$',
      '^backtest/(?:exchange|replay)/settings\\.ts$',
      '^connectors/[^/]+/settings\\.ts$',
    ],
  ),
  only('app-joins-all-below', 'app ─► strategies · connectors · backtest · config · engine', '^app/', [
    '^(?:app|strategies|connectors|backtest|config|engine)/',
  ]),
  never(
    'testing-door-is-for-tests',
    "app/testing.ts ('sluice/testing') is for tests of strategies: it runs what the product runs, and nothing of the product runs it.",
    { path: ROOMS, pathNot: '^test/|^app/testing(?:/|\\.ts$)' },
    { path: '^app/testing(?:/|\\.ts$)' },
  ),
  never(
    'app-runs-no-sweep',
    'sweep, torture and check-strategy stand above app/run-backtest; the command calls them.',
    { path: '^app/' },
    { path: '^backtest/(?:sweep|torture|check-strategy)(?:/|\\.ts$)' },
  ),
  only('cli-is-the-outermost', 'cli ─► app ─► …', '^cli/', [
    '^(?:cli|app|strategies|connectors|backtest|config|engine)/',
  ]),
  never(
    'product-imports-no-test',
    'What is shipped imports nothing of test, bench or scripts.',
    { path: '^(?:engine|strategies|connectors|config|backtest|app|cli)/' },
    { path: '^(?:test|bench|scripts)/' },
  ),
];

const generalRules = [
  never('no-circle', 'No file imports itself by way of others.', {}, { circular: true }),
  never('no-unresolvable', 'Every import leads to a file or an installed package.', {}, { couldNotResolve: true }),
  never(
    'no-development-package',
    'What is shipped imports no development package; what the page is built from is inside it.',
    { path: '^(?:engine|strategies|connectors|config|backtest|app|cli)/', pathNot: '^backtest/report/page-client/' },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm-peer'] },
  ),
  never(
    'no-undeclared-package',
    'Every package that is imported stands in package.json.',
    {},
    // The list of optional peers counts as a kind of dependencies that the tool does not know: a peer stands in the other one.
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
  ),
];

const packageRules = [
  onlyDoors('decimal.js', ['^engine/domain/decimal\\.ts$'], 'One Decimal: decimal.js is imported in one file.'),
  onlyDoors('technicalindicators', ['^engine/indicators/'], 'Indicators come through engine/indicators.'),
  onlyDoors('esbuild', ['^engine/strategy/loader\\.ts$'], 'Strategy files are bundled in one place.'),
  onlyDoors('node-fetch', ['^connectors/transport/node-[^/]+\\.ts$'], 'One http client.'),
  onlyDoors(
    'ws',
    ['^connectors/transport/node-[^/]+\\.ts$', '^backtest/servers/'],
    'One socket client, local servers.',
  ),
  onlyDoors('@duckdb/node-api', ['^backtest/data/parquet/'], 'Parquet is read and written in one room.'),
  onlyDoors('pino', ['^cli/'], 'Logging is a port; the command makes the real one.'),
];

module.exports = {
  forbidden: [...generalRules, ...packageRules, ...engineRules, ...connectorRules, ...backtestRules, ...outerRules],
  options: {
    exclude: { path: '^(?:dist|coverage|node_modules/\\.)|/fixtures/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    moduleSystems: ['es6', 'cjs', 'tsd'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['sluice-source', 'import', 'node', 'types', 'default'],
      mainFields: ['main', 'types', 'typings'],
    },
  },
};
