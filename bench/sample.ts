// What one measurement is asked for with and what it answers: the words between the bench and the processes it starts.
import { z } from 'zod';

/** What a job is told; each job takes what it needs. */
export const jobArgsSchema = z.strictObject({
  /** Config of the run. */
  config: z.string().optional(),
  /** Recording to read. */
  file: z.string().optional(),
  /** Which of the job's cases. */
  part: z.string().optional(),
  /** How many of what the job counts: bars, orders, strategies. */
  count: z.number().int().optional(),
  /** Where the job may write. */
  folder: z.string().optional(),
});
export type JobArgs = z.output<typeof jobArgsSchema>;

export const sampleSchema = z.strictObject({
  /** Nanoseconds in all. */
  ns: z.number(),
  /** Units that took them: bars, fills, rows … */
  count: z.number(),
  /** Greatest resident memory of the process. */
  rssBytes: z.number(),
  /** What else is worth knowing: figures of the run, proofs that two lines did the same. */
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type Sample = z.output<typeof sampleSchema>;

/** What a job measures; the process adds its memory. */
export type Measured = Omit<Sample, 'rssBytes'>;
export type Job = (args: JobArgs) => Promise<Measured> | Measured;

/** The argument, which the line that asks for the job has to give. */
export function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the job needs "${name}"`);
  return value;
}
