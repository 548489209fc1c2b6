// Findings as plain lines for people, the text of `sluice data check`.
import { FINDING_WORDS } from './finding-words.ts';
import type { DataFindings, FindingGroup } from './findings.ts';
import { FAULT_CODES } from './judge-findings.ts';
import { isoTime } from './recorded-time.ts';

/** A block of lines: a headline, one line a code that was looked for, beneath it the findings that are listed. */
export function renderFindings(findings: DataFindings): string {
  const nameWidth = Math.max(...findings.groups.map((group) => FINDING_WORDS[group.code].many.length), 0);
  const countWidth = Math.max(...findings.groups.map((group) => grouped(group.count).length), 0);
  const lines = [headline(findings)];
  for (const group of findings.groups) {
    const name = FINDING_WORDS[group.code].many.padEnd(nameWidth);
    lines.push(`  ${name}  ${grouped(group.count).padStart(countWidth)}${remark(group)}`.trimEnd());
    for (const finding of group.listed) {
      const time = finding.timeMs === null ? '' : `${isoTime(finding.timeMs)}  `;
      lines.push(`    ${time}${finding.where}  ${finding.detail}`);
    }
    const unlisted = group.count - group.listed.length;
    if (unlisted > 0 && group.listed.length > 0) lines.push(`    … and ${grouped(unlisted)} more`);
  }
  return `${lines.join('\n')}\n`;
}

function headline(findings: DataFindings): string {
  const { fromMs, toMs } = findings;
  const span = fromMs === null || toMs === null ? '' : `, ${isoTime(fromMs)} to ${isoTime(toMs)}`;
  return `${findings.source}: ${findings.subject}, ${grouped(findings.rows)} rows${span}`;
}

function remark(group: FindingGroup): string {
  if (group.count === 0) return '';
  const { barsWord } = FINDING_WORDS[group.code];
  const bars = barsWord === undefined ? '' : `  ${grouped(group.bars)} ${barsWord}`;
  return `${bars}  ${FAULT_CODES.has(group.code) ? 'refused unless the policy is warn' : 'no fault'}`;
}

/** Thousands apart, the same on every machine. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
