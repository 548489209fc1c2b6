// What the figures were measured on: without it they say nothing.
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { packageVersion } from '../app/package-root.ts';

export interface Machine {
  readonly version: string;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Processes that wanted a core in the last minute, before anything was measured: above a half the figures are others'. */
  readonly load: number;
}

export function thisMachine(): Machine {
  return {
    version: packageVersion(),
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    load: loadavg()[0] ?? 0,
  };
}

export function machineText({ version, node, platform, cpu, cores, memoryBytes, load }: Machine): string {
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GiB`;
  return `sluice ${version}, node ${node}, ${platform}, ${cores} × ${cpu}, ${memory}, load ${load.toFixed(1)}`;
}
