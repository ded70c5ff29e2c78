import type { Cents, ClauseId, Instant, NoticeKind } from '@curbstop/policy';
import { dayOf, writtenLanguages } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { append } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { mailNotices } from '../../records/notices/mail.ts';
import type { NewNotice } from '../../records/notices/mail.ts';

/** A letter to a customer. */
export interface Letter {
  readonly kind: NoticeKind;
  readonly clause: ClauseId;
  readonly billIds: readonly number[];
  readonly amount: Cents | null;
  readonly actKey: string;
}

/** A letter as it is mailed today, in the languages of every notice. */
export function letterOf(account: AccountSnapshot, letter: Letter, now: Instant): NewNotice {
  const policy = policyAt(account.profile, now);
  const mailedOn = dayOf(now, policy.timeZone);
  return { accountId: account.accountId, languages: writtenLanguages(policy), payBy: null, mailedOn, ...letter };
}

/** Mails a letter and journals it. */
export async function mailLetter(change: Change, account: AccountSnapshot, letter: Letter): Promise<void> {
  const { tx, now } = change;
  await append(tx, await mailNotices(change, [letterOf(account, letter, now)]));
}
