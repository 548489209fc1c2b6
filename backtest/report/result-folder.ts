// Where the files of a run go when nobody says where: a name that the run itself decides, so that the same run lands in the
// same folder and another one beside it.
import { timeText } from './time-text.ts';

export interface NamedRun {
  readonly name: string;
  /** Epoch ms of the first kline's open and of the last one's close. */
  readonly startTime: number;
  readonly endTime: number;
  /** sha256 in hex. */
  readonly configHash: string;
}

const HASH_LENGTH = 8;

/** `ma-cross-20250504-20250624-1a2b3c4d`: name, first and last day, and the begin of the config's hash. */
export function resultFolderName({ name, startTime, endTime, configHash }: NamedRun): string {
  return [name, dayText(startTime), dayText(endTime), configHash.slice(0, HASH_LENGTH)].join('-');
}

function dayText(timeMs: number): string {
  return timeText(timeMs).slice(0, 10).replaceAll('-', '');
}
