// The jobs by name. Each is loaded when it is asked for, so that a process holds what it measures and no more.
import type { Job } from './sample.ts';

const JOBS = {
  limit: async () => (await import('./jobs/limit.ts')).limitJob,
  backtest: async () => (await import('./jobs/backtest.ts')).backtestJob,
  accounts: async () => (await import('./jobs/accounts.ts')).accountsJob,
  writing: async () => (await import('./jobs/writing.ts')).writingJob,
  loading: async () => (await import('./jobs/loading.ts')).loadingJob,
  indicator: async () => (await import('./jobs/indicator.ts')).indicatorJob,
  part: async () => (await import('./jobs/part.ts')).partJob,
} as const satisfies Record<string, () => Promise<Job>>;
export type JobName = keyof typeof JOBS;

/** Throws where there is no job of that name. */
export async function loadJob(name: string): Promise<Job> {
  if (!isJobName(name)) throw new Error(`there is no job "${name}"`);
  return JOBS[name]();
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}
