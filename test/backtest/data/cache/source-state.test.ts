import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isUnchanged, stateOf } from '../../../../backtest/data/cache/source-state.ts';
import { scratchFolder } from '../scratch-folder.ts';

async function known() {
  const path = join(scratchFolder(), 'klines.csv');
  writeFileSync(path, 'open_time,open\n');
  return stateOf(path);
}

describe('whether a file is what it was', () => {
  it('is believed of its stamp alone where it had rested before it was read', async () => {
    const state = await known();
    const elsewhere = { ...state, contentHash: 'another' };
    expect(await isUnchanged(elsewhere, state.changedMs + 3_000)).toBe(true);
  });

  it('is asked of its content where it was read within two seconds of a change', async () => {
    const state = await known();
    const takenMs = state.changedMs + 1_000;
    expect(await isUnchanged(state, takenMs)).toBe(true);
    expect(await isUnchanged({ ...state, contentHash: 'another' }, takenMs)).toBe(false);
  });

  it('is asked of its content where its stamp is another', async () => {
    const state = await known();
    const takenMs = state.changedMs + 3_000;
    expect(await isUnchanged({ ...state, stamp: '0 0 0' }, takenMs)).toBe(true);
    expect(await isUnchanged({ ...state, stamp: '0 0 0', contentHash: 'another' }, takenMs)).toBe(false);
  });

  it('is denied of a file of another length, and of one that is gone', async () => {
    const state = await known();
    expect(await isUnchanged({ ...state, bytes: 1 }, state.changedMs + 3_000)).toBe(false);
    expect(await isUnchanged({ ...state, path: `${state.path}.gone` }, state.changedMs + 3_000)).toBe(false);
  });
});
