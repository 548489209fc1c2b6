import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import * as plannerCodes from '../../../engine/execution/planner-codes.ts';
import { isRiskCode, OPERAND_UNITS, RISK_CODES } from '../../../engine/risk/catalogue.ts';
import { catalogueParts } from '../../../engine/risk/catalogue-parts.ts';
import { RISK_CHECKS } from '../../../engine/risk/check-list.ts';
import { refusalCataloguePage } from '../../../scripts/refusal-catalogue-page.mjs';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const checkFiles = readdirSync(at('engine/risk/checks'));
const checkNames = RISK_CHECKS.map(({ name }) => name);
const source = (name: string) => readFileSync(at(`engine/risk/checks/${name}.ts`), 'utf8');

describe('the catalogue of refusals', () => {
  it('lists every check there is, each once and named as its file', () => {
    expect(checkNames.map((name) => `${name}.ts`).toSorted()).toEqual(checkFiles.toSorted());
  });

  it.each(Object.entries(RISK_CODES))('says of %s which check gives it, and that check does', (code, entry) => {
    expect(checkNames).toContain(entry.check);
    expect(source(entry.check)).toContain(`'${code}'`);
    expect(Object.values(entry.operands).every((unit) => unit in OPERAND_UNITS)).toBe(true);
    expect(entry.meaning).toMatch(/^[A-Z].*\.$/);
  });

  it('knows every code a check can give', () => {
    const given = checkNames.flatMap((name) => source(name).match(/'[A-Z]+(?:_[A-Z]+)+'/g) ?? []);
    expect(given.map((code) => code.slice(1, -1)).filter((code) => !isRiskCode(code))).toEqual([]);
  });

  it('has a test for every check', () => {
    expect(checkNames.filter((name) => !existsSync(at(`test/engine/risk/checks/${name}.test.ts`)))).toEqual([]);
  });

  it('is what docs/risk-refusals.md says: run `node scripts/write-refusal-catalogue.mjs` after a change', async () => {
    const page = at('docs/risk-refusals.md');
    const text = await format(refusalCataloguePage(catalogueParts(), plannerCodes), {
      ...(await resolveConfig(page)),
      parser: 'markdown',
    });
    expect(readFileSync(page, 'utf8')).toBe(text);
  });
});
