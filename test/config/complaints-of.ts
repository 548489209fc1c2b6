// Runs what should throw a ConfigError and gives its lines.
import { ConfigError } from '../../config/complaint.ts';

/** The lines of the ConfigError that `action` throws; fails when it throws none. */
export function complaintsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  throw new Error('nothing was complained about');
}
