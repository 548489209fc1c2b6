// What a user is told when data is refused.
import { expect } from 'vitest';
import { DataFileError } from '../../../backtest/data/data-file-error.ts';

/** The sentence of the DataFileError that `reading` ends with; fails the test if it ends otherwise. */
export async function sentenceOf(reading: () => unknown): Promise<string> {
  try {
    await reading();
  } catch (error) {
    if (error instanceof DataFileError) return error.message;
    throw error;
  }
  return expect.fail('the data was taken');
}
