// `${NAME}` in a config stands for a variable of the environment, for what differs between machines. Secrets do not come
// this way: a config's values are printed, hashed and reported.

export type Environment = Readonly<Record<string, string | undefined>>;

/** `$${` is a dollar and a brace as they stand. */
const REFERENCE = /\$\$\{|\$\{([^}]*)\}?/g;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether a text has anything to substitute. */
export function isSubstituted(text: string): boolean {
  return text.includes('${');
}

/** The text with its variables put in, and a sentence for each that cannot be. */
export function substitute(
  text: string,
  environment: Environment,
): { readonly text: string; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  const replaced = text.replaceAll(REFERENCE, (reference: string, name: string | undefined) => {
    if (reference === '$${') return '${';
    if (name === undefined || !NAME.test(name) || !reference.endsWith('}')) {
      unknown.push(
        `found ${JSON.stringify(reference)}, allowed: \${NAME} for a variable of the environment, $\${ for these two characters`,
      );
      return reference;
    }
    const value = environment[name];
    if (value === undefined) unknown.push(`the environment has no variable ${name}, which \${${name}} stands for`);
    return value ?? reference;
  });
  return { text: replaced, unknown };
}
