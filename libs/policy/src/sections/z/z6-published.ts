import { formatDollars } from '../../money/money.ts';
import { SETTINGS } from '../../parameters/settings-table.ts';
import { printedDay, shortTime } from '../../texts.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';

/** One rule of the version in force, as anyone may read it. */
export interface TermSentence {
  readonly clause: ClauseId;
  readonly says: string;
}

function dueSentence({ dueRule, payByDays }: PolicyParameters): string {
  if (dueRule.kind === 'days') return `A bill is due ${payByDays} days after its date.`;
  const least = `at least ${dueRule.atLeastDays} days after its date`;
  return dueRule.kind === 'last-business-day'
    ? `A bill is due on the last business day of a month, ${least}.`
    : `A bill is due on day ${dueRule.date} of a month, ${least}.`;
}

function penaltySentence({ penaltyForm, penaltyRate }: PolicyParameters): string {
  const percent = `${penaltyRate / 100} per cent of what is unpaid`;
  if (penaltyForm.kind === 'flat') return `A bill that is paid late costs ${formatDollars(penaltyForm.amount)} more.`;
  return penaltyForm.kind === 'percent-once'
    ? `A bill that is paid late costs ${percent} more, once.`
    : `A bill that is paid late costs ${percent} more, every ${penaltyForm.everyDays} days.`;
}

/** Z.6: every number and choice of a version, in sentences. */
export function termSentences(policy: PolicyParameters): readonly TermSentence[] {
  const { officeHours, closeWindow } = policy;
  return [
    { clause: 'Z.1', says: `These rules are in force from ${printedDay(policy.version)}.` },
    { clause: 'Z.7', says: `The policy is published in ${policy.policyLanguages.join(', ')}.` },
    { clause: 'B.2', says: dueSentence(policy) },
    { clause: 'C.1', says: penaltySentence(policy) },
    {
      clause: 'E.1',
      says: `Water is turned off on business days only, from ${shortTime(closeWindow.from)} to ${shortTime(closeWindow.to)}.`,
    },
    { clause: 'E.2.a', says: `Notices are written in ${policy.noticeLanguages.join(', ')}.` },
    {
      clause: 'F.3',
      says: `The office is open on business days from ${shortTime(officeHours.from)} to ${shortTime(officeHours.to)}.`,
    },
    ...SETTINGS.map((each): TermSentence => ({
      clause: each.clause,
      says: `${each.says}: ${each.written(policy).replaceAll('-', ' ')}.`,
    })),
  ];
}
