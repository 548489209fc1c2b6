// Makes a checkout ready to run: packages as the lock file says, dist/ as the sources say. `npm start` and `npm test` run
// this first, so it has no dependencies, does nothing when there is nothing to do, and explains each failure in one
// sentence. `--installed` only notes that npm has just installed what the lock file says.
//
// Node's version is asked before anything else is loaded: the other files may use syntax that an older Node cannot read.
import { nodeProblem } from './setup/node-version.mjs';

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  void import('./setup/set-up.mjs').then(function run(steps) {
    return steps.setUp({ justInstalled: process.argv.indexOf('--installed') > 0 });
  });
} else {
  console.error('sluice: ' + problem);
  process.exitCode = 1;
}
