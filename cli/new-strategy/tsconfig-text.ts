// The tsconfig.json that `sluice new strategy` writes where there is none, for the editor alone: nothing is built with it.

/** `hasNodeTypes`: whether Node's own types are installed where it lies. */
export function tsconfigText(hasNodeTypes: boolean): string {
  const compilerOptions = {
    target: 'es2023',
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: hasNodeTypes ? ['node'] : [],
  };
  return `${JSON.stringify({ compilerOptions }, null, 2)}\n`;
}
