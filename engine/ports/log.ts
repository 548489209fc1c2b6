// Logging as an argument; the app hands in pino, tests hand in an array.

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

export interface Log {
  write(level: LogLevel, message: string, fields?: LogFields): void;
}
