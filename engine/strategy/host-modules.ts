// The modules that a strategy file shares with the engine. A second copy of rxjs or zod inside a bundle would make streams
// and schemas that the engine does not recognise, so a bundle imports these from the process it is loaded into: the
// engine lays its own module objects down in a registry, and a small generated module hands them on.

/** By the name a strategy file imports (`sluice`, `rxjs`, `rxjs/operators`, `zod`, `decimal.js`), the host's module object. */
export type HostModules = Readonly<Record<string, object>>;

/** Answers `require('node:…')` of a bundled package; a bundle is an ES module and has no `require` of its own. */
type RequireBuiltin = (name: string) => unknown;

interface Registry {
  readonly hosts: HostModules[];
  requireBuiltin?: RequireBuiltin;
}

/** Registered, so that bundles find the one registry of the process whichever copy of the engine filled it. */
const REGISTRY_KEY = 'sluice.host-modules';
const REGISTRY_TEXT = `globalThis[Symbol.for(${JSON.stringify(REGISTRY_KEY)})]`;

/** Lays the host's modules down where bundles find them; the answer is the number by which they ask. */
export function registerHost(host: HostModules, requireBuiltin: RequireBuiltin): number {
  const registry = sharedRegistry();
  registry.requireBuiltin = requireBuiltin;
  const known = registry.hosts.findIndex((other) => isSameHost(other, host));
  return known >= 0 ? known : registry.hosts.push(host) - 1;
}

/** The text of a module that exports everything the host's copy exports, under the same names; what is not used falls away. */
export function hostModuleText(host: HostModules, hostNumber: number, name: string): string {
  const shared = `${REGISTRY_TEXT}.hosts[${hostNumber}][${JSON.stringify(name)}]`;
  const exported = Object.keys(host[name] ?? {}).map((key, index) => {
    const text = JSON.stringify(key);
    return `const e${index} = /* @__PURE__ */ get(${text}); export { e${index} as ${text} };`;
  });
  return [`const get = (name) => ${shared}[name];`, ...exported].join('\n');
}

/** The text of a CommonJS module that is one of Node's own. */
export function builtinModuleText(name: string): string {
  return `module.exports = ${REGISTRY_TEXT}.requireBuiltin(${JSON.stringify(name)});`;
}

/** Whether an import names a package of the host: then it is the host's or an error, never a second copy. */
export function belongsToHost(host: HostModules, name: string): boolean {
  return Object.keys(host).some((shared) => packageOf(shared) === packageOf(name));
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function isSameHost(one: HostModules, other: HostModules): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function sharedRegistry(): Registry {
  const key = Symbol.for(REGISTRY_KEY);
  const known: unknown = Reflect.get(globalThis, key);
  if (isRegistry(known)) return known;
  const fresh: Registry = { hosts: [] };
  Reflect.set(globalThis, key, fresh);
  return fresh;
}

function isRegistry(value: unknown): value is Registry {
  return typeof value === 'object' && value !== null && 'hosts' in value;
}
