// One measurement in a process of its own: `node dist/bench/child.js JOB ARGS` writes its sample to file descriptor 3.
import { writeSync } from 'node:fs';
import { jobArgsSchema, type Sample } from './sample.ts';
import { loadJob } from './jobs.ts';

const RESULT_FD = 3;

const [name = '', args = '{}'] = process.argv.slice(2);
const job = await loadJob(name);
const measured = await job(jobArgsSchema.parse(JSON.parse(args)));
const sample: Sample = { ...measured, rssBytes: process.resourceUsage().maxRSS * 1024 };
writeSync(RESULT_FD, JSON.stringify(sample));
