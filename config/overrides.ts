// Settings from the command line: `--set path=value`, laid over what the file says.
import { isScalar, parseDocument } from 'yaml';
import { type Complaint, ConfigError, type Place } from './complaint.ts';
import type { ValueSource } from './explain-issues.ts';
import { isRecord, memberOf, parsePath, pathText, type SettingPath } from './setting-path.ts';

/** One value for one setting. `option` is what the user typed, and what complaints about it name as the place. */
export interface Override {
  readonly option: string;
  readonly path: SettingPath;
  readonly value: unknown;
}

/** Reads `path=value`; the value is YAML, so `5`, `true`, `[1, 2]` and `text` are what they look like. Throws a ConfigError. */
export function parseOverride(assignment: string): Override {
  const option = `--set ${assignment}`;
  const equals = assignment.indexOf('=');
  const path = equals === -1 ? undefined : parsePath(assignment.slice(0, equals));
  if (path === undefined) {
    throw wrongOption(
      option,
      'found no setting, allowed: path=value, for instance account.leverage=5 or strategies[0].params.fast=10',
    );
  }
  const document = parseDocument(assignment.slice(equals + 1), { prettyErrors: false });
  const [problem] = document.errors;
  if (problem !== undefined) throw wrongOption(option, `${pathText(path)}: not a YAML value: ${problem.message}`);
  return { option, path, value: document.toJS() };
}

/** The source with the overrides in it, in their order; throws a ConfigError where a path leads through what is no section. */
export function applyOverrides(source: ValueSource, overrides: readonly Override[]): ValueSource {
  let values = source.values;
  const complaints: Complaint[] = [];
  const applied: { readonly path: SettingPath; readonly place: Place }[] = [];
  for (const { option, path, value } of overrides) {
    const resolved = resolveNames(values, path);
    const changed = withValue(values, resolved, value);
    if (changed === undefined) {
      const sentence = `${pathText(path)}: leads nowhere, allowed: the path of a setting, with a number or an id for an entry of a list`;
      complaints.push({ place: placeOfOption(option), sentence });
      continue;
    }
    values = changed;
    applied.unshift({ path: resolved, place: placeOfOption(option) });
  }
  if (complaints.length > 0) throw new ConfigError(complaints);
  return {
    values,
    placeOf: (path, part) => applied.find((entry) => isWithin(path, entry.path))?.place ?? source.placeOf(path, part),
  };
}

/** An option of the command line that stands for a setting: `--seed 7`. */
export function overrideOf(option: string, path: SettingPath, value: unknown): Override {
  return { option, path, value };
}

/** A word of the command line as YAML would read it: a number, a truth value, else a text. */
export function readValue(word: string): unknown {
  const { contents, errors } = parseDocument(word);
  return errors.length === 0 && isScalar(contents) ? contents.value : word;
}

/** `strategies.ma1` names the entry of the list whose id is `ma1`. */
function resolveNames(values: unknown, path: SettingPath): SettingPath {
  const resolved: (string | number)[] = [];
  let value = values;
  for (const key of path) {
    const index = Array.isArray(value)
      ? value.findIndex((entry) => isRecord(entry) && entry['id'] === String(key))
      : -1;
    const found = index === -1 ? key : index;
    resolved.push(found);
    value = memberOf(value, found);
  }
  return resolved;
}

/** A copy of the data with `value` at `path`, sections made on the way; undefined where the path leads through something else. */
function withValue(data: unknown, path: SettingPath, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(data)) {
    if (typeof key !== 'number' || key >= data.length) return undefined;
    const member = withValue(data[key], rest, value);
    return member === undefined ? undefined : data.with(key, member);
  }
  if ((data !== undefined && data !== null && !isRecord(data)) || key === '__proto__') return undefined;
  const member = withValue(memberOf(data, key), rest, value);
  return member === undefined ? undefined : { ...data, [key]: member };
}

function isWithin(path: SettingPath, outer: SettingPath): boolean {
  return outer.every((key, index) => path[index] === key);
}

function placeOfOption(option: string): Place {
  return { text: option, line: Infinity, column: 0 };
}

function wrongOption(option: string, sentence: string): ConfigError {
  return new ConfigError([{ place: placeOfOption(option), sentence }]);
}
