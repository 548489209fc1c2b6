// `sluice data check`: looks at data files and lists what is wrong with them.
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { World } from '../world.ts';

/**
 * Prints the findings of each file as soon as it was looked at. A file that cannot be read is told on stderr and the others
 * are looked at all the same. 0 when a run would take all of them, else 1.
 */
export async function dataCheckCommand(patterns: readonly string[], world: World): Promise<ExitCode> {
  const [{ checkDataFile }, { DataFileError }, { expandPaths }, { judgeFindings }, { renderFindings }] =
    await Promise.all([
      import('../../backtest/data/check-files.ts'),
      import('../../backtest/data/data-file-error.ts'),
      import('../../backtest/data/expand-paths.ts'),
      import('../../backtest/data/judge-findings.ts'),
      import('../../backtest/data/render-findings.ts'),
    ]);
  let exitCode: ExitCode = EXIT.done;
  for (const file of await expandPaths(patterns)) {
    try {
      const findings = await checkDataFile(file);
      world.stdout.write(renderFindings(findings));
      if (judgeFindings(findings, 'refuse').verdict === 'refuse') exitCode = EXIT.failed;
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      world.stderr.write(`${error.message}\n`);
      exitCode = EXIT.failed;
    }
  }
  return exitCode;
}
