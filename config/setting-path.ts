// Paths of settings: as they are written by people (`strategies[0].params.fast`) and as lists of keys.

export type SettingPath = readonly (string | number)[];

/** `strategies[0].params.fast`; the empty path is the config itself. */
export function pathText(path: SettingPath): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return text === '' ? 'config' : text.replace(/^\./, '');
}

/** Reads `a.b[0].c` or `a.b.0.c`; undefined when it is neither. */
export function parsePath(text: string): SettingPath | undefined {
  const path: (string | number)[] = [];
  for (const segment of text.split('.')) {
    const match = /^([^[\]]+)((?:\[\d+\])*)$/.exec(segment);
    const [, key, indices] = match ?? [];
    if (key === undefined || indices === undefined) return undefined;
    path.push(/^\d+$/.test(key) ? Number(key) : key);
    for (const [, index] of indices.matchAll(/\[(\d+)\]/g)) path.push(Number(index));
  }
  return path;
}

/** What lies at a path of plain data; undefined where nothing does. */
export function valueAt(data: unknown, path: SettingPath): unknown {
  let value = data;
  for (const key of path) value = memberOf(value, key);
  return value;
}

/** A member of a plain object or list, its own ones only. */
export function memberOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
