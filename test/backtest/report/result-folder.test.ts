import { describe, expect, it } from 'vitest';
import { resultFolderName } from '../../../backtest/report/result-folder.ts';

describe('resultFolderName', () => {
  it('says which run it was, in UTC days', () => {
    const run = {
      name: 'ma-cross',
      startTime: Date.UTC(2025, 4, 4, 15, 33),
      endTime: Date.UTC(2025, 5, 24, 23, 59),
      configHash: '1a2b3c4d5e6f',
    };
    expect(resultFolderName(run)).toBe('ma-cross-20250504-20250624-1a2b3c4d');
  });
});
