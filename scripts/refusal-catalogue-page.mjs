// The page docs/risk-refusals.md as text: every answer of risk that is not a plain pass, from the code's own tables. Writing
// the page and testing that it is up to date share this function.

/**
 * @typedef {object} Entry
 * @property {string} check
 * @property {string} meaning
 * @property {Readonly<Record<string, string>>} operands
 * @property {readonly string[]} settings
 *
 * @typedef {object} Catalogue
 * @property {readonly { readonly name: string, readonly truth: string }[]} checks in the order in which the gate asks them
 * @property {Readonly<Record<string, Entry>>} codes
 * @property {Readonly<Record<string, string>>} units
 * @property {Readonly<Record<string, { readonly description: string, readonly default: unknown }>>} settings
 */

/**
 * @typedef {object} PlannerCodes what stands before risk: each code with its meaning
 * @property {Readonly<Record<string, string>>} REFUSAL_CODES
 * @property {Readonly<Record<string, string>>} DROP_CODES
 * @property {Readonly<Record<string, string>>} CLIP_CODES
 */

/**
 * @param {Catalogue} catalogue
 * @param {PlannerCodes} planner
 */
export function refusalCataloguePage(catalogue, planner) {
  return [
    ...introduction(catalogue),
    ...catalogue.checks.flatMap((check) => checkSection(check, catalogue)),
    ...plannerSection(planner),
  ].join('\n');
}

/** @param {PlannerCodes} planner */
function plannerSection({ REFUSAL_CODES, DROP_CODES, CLIP_CODES }) {
  /** @param {Readonly<Record<string, string>>} codes */
  const table = (codes) => [
    '| code | meaning |',
    '| --- | --- |',
    ...Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`),
    '',
  ];
  return [
    '## Before risk: what the planner says',
    '',
    'An intent is sized, rounded and made a plan before it is judged. What cannot be made a plan is refused:',
    '',
    ...table(REFUSAL_CODES),
    'What there is no need to act on is dropped, and told so:',
    '',
    ...table(DROP_CODES),
    'What is done in part is clipped:',
    '',
    ...table(CLIP_CODES),
    'An intent that names no market where the strategy has several is refused `MARKET_NOT_NAMED`, one that names a market',
    'the strategy does not have `UNKNOWN_MARKET`.',
    '',
  ];
}

/** @param {Catalogue} catalogue */
function introduction({ checks }) {
  return [
    '# Refusals',
    '',
    '<!-- Written by `node scripts/write-refusal-catalogue.mjs` from the code; a test fails when both differ. -->',
    '',
    'Every plan passes the checks below, in this order, before anything is sent. A check passes a plan, refuses it with a',
    'code, or cuts it down; what is left then passes all checks again, once. A refusal reaches the strategy on `refusal$`',
    'and the counts in `summary.json`, with the figures it was decided by. Figures in asset units are decimal strings.',
    '',
    'Plans that only make positions smaller are bound by the trading state and by what the venue itself would reject,',
    'never by a limit of the settings. A strategy may tighten a limit of the account, never widen it.',
    '',
    ...checks.map(({ name, truth }, index) => `${index + 1}. [${name}](#${name}): ${truth}`),
    '',
  ];
}

/**
 * @param {{ readonly name: string, readonly truth: string }} check
 * @param {Catalogue} catalogue
 */
function checkSection({ name, truth }, catalogue) {
  const codes = Object.entries(catalogue.codes).filter(([, entry]) => entry.check === name);
  const settings = [...new Set(codes.flatMap(([, entry]) => entry.settings))];
  return [
    `## ${name}`,
    '',
    truth,
    '',
    ...codes.flatMap(([code, entry]) => codeSection(code, entry, catalogue)),
    ...settings.map((setting) => settingLine(setting, catalogue)),
    '',
  ];
}

/**
 * @param {string} code
 * @param {Entry} entry
 * @param {Catalogue} catalogue
 */
function codeSection(code, { meaning, operands }, { units }) {
  const told = Object.entries(operands).map(([operand, unit]) => `| \`${operand}\` | ${units[unit]} |`);
  return [
    `### ${code}`,
    '',
    meaning,
    '',
    ...(told.length === 0 ? [] : ['| figure | unit |', '| --- | --- |', ...told, '']),
  ];
}

/**
 * @param {string} setting
 * @param {Catalogue} catalogue
 */
function settingLine(setting, { settings }) {
  const told = settings[setting];
  if (told === undefined) throw new Error(`a code names the setting "${setting}", which there is not`);
  return `- Setting \`${setting}\` (default \`${String(told.default)}\`): ${told.description}`;
}
