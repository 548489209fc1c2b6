// Names of members and codes as words.

/** `maxDrawdownRatio` as `Max drawdown`: the unit at the end is said by the figure itself. */
export function nameInWords(name: string): string {
  const words = name
    .replace(/(?:Ratio|Ms)$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `WOULD_TRIGGER_AT_ONCE` as `Would trigger at once`. */
export function codeInWords(code: string): string {
  const words = code.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `stop-loss` as `stop loss`, `stopLoss` as `stop loss`. */
export function tokenInWords(token: string): string {
  return token
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
}
