// The page of rules and its tests name the same rules.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const RULE = /[A-Z]+-\d+/g;

function rulesOfPage(): string[] {
  const page = readFileSync(new URL('../../../../docs/fill-rules.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1] ?? '');
}

function rulesOfTests(): Set<string> {
  const folder = new URL('./', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const titles = names.flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return [...text.matchAll(/\bit(?:\.each[^(]*\([^]*?\]\))?\(\s*(['"`])(.*?)\1,/g)].map((match) => match[2] ?? '');
  });
  return new Set(titles.flatMap((title) => /^[A-Z]+-\d+(?=:)/.exec(title) ?? []));
}

describe('docs/fill-rules.md', () => {
  it('gives each rule one id', () => {
    const rules = rulesOfPage();
    expect(rules.length).toBeGreaterThan(60);
    expect(new Set(rules).size).toBe(rules.length);
  });

  it('has a test for every rule, and every test a rule', () => {
    expect([...rulesOfTests()].toSorted()).toEqual(rulesOfPage().toSorted());
  });

  it('names no rule that does not stand on it', () => {
    const page = readFileSync(new URL('../../../../docs/fill-rules.md', import.meta.url), 'utf8');
    const known = new Set(rulesOfPage());
    expect((page.match(RULE) ?? []).filter((rule) => !known.has(rule))).toEqual([]);
  });
});
