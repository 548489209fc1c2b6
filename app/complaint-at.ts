// Complaints about settings that are right by themselves and wrong for what they name, in the form and with the places of
// the config's own complaints.
import type { Complaint } from '../config/complaint.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { pathText, type SettingPath } from '../config/setting-path.ts';

/** What knows where the values of a config were written. */
export type Written = Pick<LoadedConfig, 'source'>;

/** A complaint about the value at `path`, or about its key: `place: path: sentence`. */
export function complaintAt(
  { source }: Written,
  path: SettingPath,
  sentence: string,
  part: 'value' | 'key' = 'value',
): Complaint {
  return { place: source.placeOf(path, part), sentence: `${pathText(path)}: ${sentence}` };
}
