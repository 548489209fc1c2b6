// Adds up test reports in vitest's (and jest's) JSON form to the closing line of a run: `N passed, N failed`.
//   node scripts/count-tests.mjs FAILED_STEPS [REPORT.json …]
// FAILED_STEPS is the number of steps that failed without a report of their own (type check, lint, …).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ readonly status: string }} Assertion
 * @typedef {{ readonly status: string, readonly assertionResults: readonly Assertion[] }} TestFile
 * @typedef {{ readonly success: boolean, readonly testResults: readonly TestFile[] }} Report
 * @typedef {{ readonly passed: number, readonly failed: number }} Count
 */

/**
 * What one report counts. A file that failed without a failed test in it (it could not be loaded, a hook threw) is one
 * failure, and so is a run that was not a success though no file failed (an error outside of every test).
 * @param {Report} report
 * @returns {Count}
 */
export function countReport(report) {
  const files = report.testResults.map(countFile);
  const passed = sum(files.map((file) => file.passed));
  const failed = sum(files.map((file) => file.failed));
  return { passed, failed: failed === 0 && !report.success ? 1 : failed };
}

/**
 * The closing line and the exit code: 0 only when something passed and nothing failed.
 * @param {number} failedSteps
 * @param {readonly Count[]} counts
 */
export function closing(failedSteps, counts) {
  const passed = sum(counts.map((count) => count.passed));
  const failed = failedSteps + sum(counts.map((count) => count.failed));
  return { line: `${passed} passed, ${failed} failed`, exitCode: passed > 0 && failed === 0 ? 0 : 1 };
}

/**
 * @param {TestFile} file
 * @returns {Count}
 */
function countFile(file) {
  const passed = file.assertionResults.filter(({ status }) => status === 'passed').length;
  const failed = file.assertionResults.filter(({ status }) => status === 'failed').length;
  return { passed, failed: failed === 0 && file.status === 'failed' ? 1 : failed };
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * A report that is missing or cannot be read is a failure: its runner did not get to the end.
 * @param {string} path
 * @returns {Count}
 */
function countFileAt(path) {
  try {
    return countReport(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    console.error(
      `sluice: no test report to read at ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
    return { passed: 0, failed: 1 };
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [failedSteps = '0', ...reports] = process.argv.slice(2);
  const { line, exitCode } = closing(Number(failedSteps), reports.map(countFileAt));
  console.log(line);
  process.exitCode = exitCode;
}
