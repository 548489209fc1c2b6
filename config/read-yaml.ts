// Reads a YAML text into plain values and remembers where each was written.
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  visit,
} from 'yaml';
import { type Complaint, ConfigError, type Place } from './complaint.ts';
import type { ValueSource } from './explain-issues.ts';
import { isRecord, pathText, type SettingPath } from './setting-path.ts';
import { type Environment, isSubstituted, substitute } from './substitute-environment.ts';

/** Plain values of a YAML text in which `${NAME}` stands for variables of `environment`; throws a ConfigError. `file` is what errors call it. */
export function readYaml(file: string, text: string, environment: Environment): ValueSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { text: `${file}:${line}:${col}`, line, column: col };
  };

  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    const found = problems
      .toSorted((one, other) => one.pos[0] - other.pos[0])
      .map(({ pos, message }) => ({ place: placeAt(pos[0]), sentence: `not YAML: ${firstLine(message)}` }));
    throw new ConfigError(firstOnes(found, file));
  }
  const root = document.contents;
  const complaints = [
    ...checkAliases(document, placeAt),
    ...(root === null ? [] : substituteAll(root, environment, placeAt)),
  ];
  if (complaints.length > 0) throw new ConfigError(complaints);

  const values: unknown = document.toJS({ maxAliasCount: -1 });
  if (!isRecord(values)) {
    const place = placeAt(root?.range?.[0] ?? 0);
    throw new ConfigError([{ place, sentence: 'config: found no settings, needed: lines of the form `name: value`' }]);
  }
  return { values, placeOf: (path, part = 'value') => placeAt(offsetOf(root, path, part)) };
}

/** One slip makes many errors behind it, which say nothing more. */
function firstOnes(complaints: readonly Complaint[], file: string): readonly Complaint[] {
  const more = complaints.length - PROBLEMS_MAX;
  if (more <= 0) return complaints;
  const place = { text: file, line: Infinity, column: 0 };
  return [...complaints.slice(0, PROBLEMS_MAX), { place, sentence: `not YAML: … and ${more} more` }];
}

const PROBLEMS_MAX = 5;

/** An alias that leads nowhere, or into itself, would make values that are none. */
function checkAliases(document: Document.Parsed, placeAt: (offset: number) => Place): Complaint[] {
  const complaints: Complaint[] = [];
  visit(document, {
    Alias: (_, alias, ancestors) => {
      const meant = alias.resolve(document);
      if (meant !== undefined && !ancestors.some((ancestor) => ancestor === meant)) return;
      const reason = meant === undefined ? 'stands for nothing that was written before' : 'stands within itself';
      complaints.push({ place: placeAt(alias.range?.[0] ?? 0), sentence: `not YAML: *${alias.source} ${reason}` });
    },
  });
  return complaints;
}

/** Puts variables into every scalar value; an unquoted one is read anew, so that `${LEVERAGE}` can be a number. */
function substituteAll(root: Node, environment: Environment, placeAt: (offset: number) => Place): Complaint[] {
  const complaints: Complaint[] = [];
  visit(root, {
    Scalar: (key, scalar, ancestors) => {
      if (key === 'key' || typeof scalar.value !== 'string' || !isSubstituted(scalar.value)) return;
      const { text, unknown } = substitute(scalar.value, environment);
      const field = pathText(pathTo(scalar, ancestors));
      for (const reason of unknown) {
        complaints.push({ place: placeAt(scalar.range?.[0] ?? 0), sentence: `${field}: ${reason}` });
      }
      scalar.value = scalar.type === Scalar.PLAIN ? readScalar(text) : text;
    },
  });
  return complaints;
}

/** Keys and indices that lead to a node whose ancestors are known. */
function pathTo(node: unknown, ancestors: readonly unknown[]): SettingPath {
  const path: (string | number)[] = [];
  for (const [level, ancestor] of ancestors.entries()) {
    if (isPair(ancestor)) path.push(isScalar(ancestor.key) ? String(ancestor.key.value) : '?');
    if (isSeq(ancestor)) path.push(ancestor.items.indexOf(ancestors[level + 1] ?? node));
  }
  return path;
}

function readScalar(text: string): unknown {
  const { contents, errors } = parseDocument(text);
  return errors.length === 0 && isScalar(contents) ? contents.value : text;
}

/** Offset of what was written at a path; where nothing was, that of the last thing on the way there. */
function offsetOf(root: Node | null, path: SettingPath, part: 'value' | 'key'): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const [index, key] of path.entries()) {
    const { keyNode, valueNode } = memberNode(node, key);
    const isLast = index === path.length - 1;
    const shown = isLast && part === 'key' ? (keyNode ?? valueNode) : (valueNode ?? keyNode);
    if (shown === undefined) break;
    // A section is shown by its name, which stands above it, not by its first member.
    const named = !isLast || isMap(shown) || isSeq(shown) ? (keyNode ?? shown) : shown;
    offset = named.range?.[0] ?? offset;
    node = valueNode;
  }
  return offset;
}

interface MemberNodes {
  readonly keyNode: Node | undefined;
  readonly valueNode: Node | undefined;
}

function memberNode(node: unknown, key: string | number): MemberNodes {
  if (isSeq(node) && typeof key === 'number') return { keyNode: undefined, valueNode: asNode(node.items[key]) };
  if (!isMap(node)) return { keyNode: undefined, valueNode: undefined };
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return { keyNode: asNode(pair?.key), valueNode: asNode(pair?.value) };
}

function asNode(value: unknown): Node | undefined {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : undefined;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
