import { expect, test } from 'vitest';

import { nodeProblem } from '../../scripts/setup/node-version.mjs';

test.each(['20.0.0', '20.20.2', '22.1.0', '100.0.0'])('Node %s runs Sluice', (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

test.each(['18.20.4', '9.11.2', '0.12.18'])('Node %s is told to be too old', (version) => {
  expect(nodeProblem(version)).toBe(`Node 20 or newer is needed, this is Node ${version}.`);
});
