// What editors show while a strategy is written: every value and type that `sluice` hands out, and every member of those
// types, has a word said about it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';

/** Members whose name says all there is to say. */
const PLAIN = new Set([
  'symbol',
  'side',
  'role',
  'strategyId',
  'type',
  'status',
  'positionSide',
  'bidPrice',
  'askPrice',
]);

interface Exported {
  readonly name: string;
  readonly file: string;
}

const INDEX = join(packageRoot(), 'engine', 'index.ts');

function sourceOf(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** What the door hands out of the project's own files. */
function exportedNames(): readonly Exported[] {
  return sourceOf(INDEX).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return [];
    if (!ts.isStringLiteral(statement.moduleSpecifier) || !statement.moduleSpecifier.text.startsWith('.')) return [];
    const file = join(dirname(INDEX), statement.moduleSpecifier.text);
    const clause = statement.exportClause;
    if (clause === undefined || !ts.isNamedExports(clause)) return [];
    return clause.elements.map(({ name }) => ({ name: name.text, file }));
  });
}

function hasWord(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length > 0;
}

/** Members without a word, at any depth, as `Type.member`. A `never` keeps another alternative out, a symbol marks. */
function silentMembers(name: string, node: ts.Node): readonly string[] {
  const silent: string[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isPropertySignature(child) || ts.isMethodSignature(child)) {
      const member = child.name.getText();
      const isKeptOut = child.type?.kind === ts.SyntaxKind.NeverKeyword || ts.isComputedPropertyName(child.name);
      if (!isKeptOut && !hasWord(child) && !PLAIN.has(member)) silent.push(`${name}.${member}`);
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return silent;
}

function declarationOf({ name, file }: Exported): ts.Node | undefined {
  for (const statement of sourceOf(file).statements) {
    if (ts.isVariableStatement(statement)) {
      if (statement.declarationList.declarations.some((one) => one.name.getText() === name)) return statement;
    } else if ('name' in statement && (statement as ts.DeclarationStatement).name?.getText() === name) {
      return statement;
    }
  }
  return undefined;
}

describe('what sluice hands out', () => {
  const exported = exportedNames();

  it('is found where it is declared', () => {
    expect(exported.length).toBeGreaterThan(60);
    expect(exported.filter((one) => declarationOf(one) === undefined)).toEqual([]);
  });

  it('has a word for every name', () => {
    const silent = exported.filter((one) => {
      const declaration = declarationOf(one);
      return declaration !== undefined && !hasWord(declaration);
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('has a word for every member of its types', () => {
    const silent = exported.flatMap((one) => {
      const declaration = declarationOf(one);
      const isType =
        declaration !== undefined && (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration));
      return isType ? silentMembers(one.name, declaration) : [];
    });
    expect(silent).toEqual([]);
  });
});
