// The log on stderr: lines for people on a terminal, one JSON object a line anywhere else.
import { type DestinationStream, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Log } from '../engine/ports/log.ts';

export interface LogParts {
  /** Takes finished lines, newline included. */
  write(text: string): void;
  /** Whether lines are for people. */
  readonly pretty: boolean;
  /** Whether those are in colour. */
  readonly color: boolean;
}

/** A log over pino, without buffer: a line stands where it was written before the call returns. */
export function createLog({ write, pretty, color }: LogParts): Log {
  const destination: DestinationStream = pretty ? prettyDestination(write, color) : { write };
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, level: 'info' }, destination);
  return {
    write: (level, message, fields) => {
      if (fields === undefined) logger[level](message);
      else logger[level](fields, message);
    },
  };
}

function prettyDestination(write: (text: string) => void, color: boolean): DestinationStream {
  const toText = prettyFactory({ colorize: color, translateTime: 'UTC:HH:MM:ss', singleLine: true });
  return { write: (line) => write(toText(line)) };
}
