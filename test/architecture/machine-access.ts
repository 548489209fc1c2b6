// Finds where a source file reaches for the machine's own time or chance. Import rules see which builtins a file imports;
// `Date.now()` and its like need no import, so they are looked for in the syntax tree.
import ts from 'typescript';

/** A place that reaches for the machine: 1-based line, and what is written there. */
export interface MachineAccess {
  readonly line: number;
  readonly what: string;
}

/** Global functions that wait, in the machine's time. */
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

/** Members of global objects, by object. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now', 'timeOrigin', 'mark', 'measure'],
  process: ['hrtime', 'uptime'],
  AbortSignal: ['timeout'],
  crypto: ['getRandomValues', 'randomUUID', 'randomBytes', 'randomInt', 'webcrypto'],
};

/** Names that must not be imported: chance from node:crypto, the machine's time from rxjs. */
const IMPORTED: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID', 'webcrypto'],
  rxjs: ['asyncScheduler', 'asapScheduler', 'animationFrameScheduler', 'animationFrames'],
};

/** RxJS functions that wait or tell the time, on the machine's clock unless a scheduler is handed in. */
const RXJS_TIME = new Set(
  (
    'timer interval delay debounceTime throttleTime auditTime sampleTime bufferTime windowTime timeout timeoutWith ' +
    'timeInterval timestamp'
  ).split(' '),
);

/** Every place in a file that reaches for the machine's time or chance, in order of appearance. */
export function machineAccess(fileName: string, text: string): readonly MachineAccess[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const fromRxjs = namesImportedFrom(source, ['rxjs', 'rxjs/operators']);
  const found: MachineAccess[] = [];
  const visit = (node: ts.Node): void => {
    const what = offence(node, fromRxjs);
    if (what !== undefined) found.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, what });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function offence(node: ts.Node, fromRxjs: ReadonlySet<string>): string | undefined {
  if (ts.isImportSpecifier(node)) return importedOffence(node);
  if (ts.isPropertyAccessExpression(node)) return memberOffence(node);
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) return callOffence(node, fromRxjs);
  if (ts.isIdentifier(node) && TIMERS.has(node.text) && isFreeValue(node)) return node.text;
  return undefined;
}

function importedOffence(node: ts.ImportSpecifier): string | undefined {
  const from = node.parent.parent.parent.moduleSpecifier;
  if (!ts.isStringLiteral(from)) return undefined;
  const name = (node.propertyName ?? node.name).text;
  const module = from.text === 'crypto' ? 'node:crypto' : from.text;
  return IMPORTED[module]?.includes(name) === true ? `import of ${name} from ${from.text}` : undefined;
}

/** `Date.now` and the like, called or handed on, also by way of `globalThis`. */
function memberOffence(node: ts.PropertyAccessExpression): string | undefined {
  const object = node.expression.getText().replace(/^globalThis\./, '');
  if (object === 'globalThis') return TIMERS.has(node.name.text) ? node.getText() : undefined;
  return MEMBERS[object]?.includes(node.name.text) === true ? node.getText() : undefined;
}

/** `new Date()` and `Date()` tell the present; a time operator of RxJS waits for it. */
function callOffence(node: ts.NewExpression | ts.CallExpression, fromRxjs: ReadonlySet<string>): string | undefined {
  if (!ts.isIdentifier(node.expression)) return undefined;
  const callee = node.expression.text;
  const args = node.arguments ?? [];
  if (callee === 'Date' && (args.length === 0 || ts.isCallExpression(node))) return 'Date() without a time';
  const waits = RXJS_TIME.has(callee) && fromRxjs.has(callee) && ts.isCallExpression(node);
  const scheduled = args.some((argument) => /scheduler/i.test(argument.getText()));
  return waits && !scheduled ? `${callee} without a scheduler` : undefined;
}

/** Whether an identifier stands for the global of its name: not a member, a key, a parameter or a declaration. */
function isFreeValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent) || ts.isTypeQueryNode(parent)) return false;
  return ts.isShorthandPropertyAssignment(parent) || !('name' in parent && parent.name === node);
}

function namesImportedFrom(source: ts.SourceFile, modules: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!modules.includes(statement.moduleSpecifier.text) || bindings === undefined) continue;
    if (ts.isNamedImports(bindings)) for (const { name } of bindings.elements) names.add(name.text);
  }
  return names;
}
