// The one face of every venue, simulated or real: commands in, reports out.
import type { Observable } from 'rxjs';
import type { Command } from '../domain/command.ts';
import type { Report } from '../domain/report.ts';

export interface Venue {
  /** Every report in order; `capabilities` first. Never errors, never completes. */
  readonly report$: Observable<Report>;
  start(): void;
  /** Never throws; what becomes of the command is told on `report$`. */
  send(command: Command): void;
  stop(): Promise<void>;
}
