import type { Actor } from '@curbstop/contracts';
import type { BillFacts, ClauseId, Instant, Missing, Terms } from '@curbstop/policy';
import {
  dayOf,
  hasTenants,
  isStateExempt,
  missingFrom,
  missingFromOther,
  noticeContents,
  pastDueBills,
  residueOf,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { followThrough } from '../accounts/consequences.ts';
import { lockCase } from '../accounts/facts.ts';
import type { Case } from '../accounts/facts.ts';
import { Refused } from '../db/errors.ts';
import { row } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { append } from '../journal/append.ts';
import { termsAt } from '../policy/terms.ts';
import { ask } from '../requests/ask.ts';
import { closeTasks } from '../tasks/tasks.ts';
import { tenantContentsOf } from './contents.ts';
import { mailNotices } from './mail.ts';
import type { NewNotice } from './mail.ts';
import { missingSays } from './refuse.ts';

export type HandKind = 'disconnection' | 'reminder' | 'tenant';

export interface NoticeByHand {
  readonly accountId: number;
  readonly kind: HandKind;
  /** True for one that is left at the door, now. */
  readonly left: boolean;
}

const CLAUSES: Readonly<Record<HandKind, ClauseId>> = { disconnection: 'E.2.a', reminder: 'C.1', tenant: 'E.3.a' };

/** The bills a notice names: what is past due; tenants are told of what may become so too. */
function billsFor(kind: HandKind, it: Case, terms: Terms, now: Instant): readonly BillFacts[] {
  if (kind === 'tenant') return it.facts.bills.filter((bill) => residueOf(bill) > 0);
  return pastDueBills(it.facts, dayOf(now, terms.timeZone));
}

/** What the notice says, and what it lacks. */
function written(
  it: Case,
  { kind }: NoticeByHand,
  terms: Terms,
  now: Instant,
): {
  readonly missing: readonly Missing[];
  readonly notice: Pick<NewNotice, 'billIds' | 'amount' | 'payBy' | 'contents'>;
} {
  const bills = billsFor(kind, it, terms, now);
  const billIds = bills.map((bill) => bill.billId);
  const told = it.facts.notices.filter((each) => each.kind === 'disconnection' && !each.voided);
  const bill = bills.find((each) => !told.some((notice) => notice.billIds.includes(each.billId))) ?? bills[0];
  if (!bill) {
    const missing: Missing[] = [{ clauses: ['E.2.a.ii'], says: 'Nothing is past due.' }];
    return { missing, notice: { billIds, amount: null, payBy: null } };
  }
  if (kind === 'disconnection') {
    const contents = noticeContents(it.facts, bill, it.customer, terms, now);
    const notice = { billIds, amount: contents.total, payBy: contents.payBy, contents };
    return { missing: missingFrom(contents, terms), notice };
  }
  const contents =
    kind === 'tenant' ? tenantContentsOf(it, [bill.billId], dayOf(now, terms.timeZone), terms) : undefined;
  const notice = { billIds, amount: null, payBy: null, contents };
  return { missing: missingFromOther(kind, it.customer, terms), notice };
}

/** Who gets no notice of this kind at all. */
function objection(it: Case, kind: HandKind): Missing | null {
  if (kind !== 'tenant' && isStateExempt(it.facts))
    return { clauses: ['C.1.c.i'], says: 'The State of California gets no delinquent notice.' };
  if (kind === 'tenant' && !hasTenants(it.facts))
    return { clauses: ['E.3'], says: 'The customer lives here; there are no tenants to tell.' };
  return null;
}

async function wentOutToday(tx: Tx, actKey: string): Promise<boolean> {
  return (await row(tx, 'SELECT id FROM notice WHERE act_key = $1', [actKey])) !== null;
}

/**
 * E.2.a, E.3.a, C.1: a clerk mails a notice, or leaves it at the door. Refused with everything it lacks. One kind goes out once a
 * day: asked again, it is refused and nothing is doubled.
 */
export async function mailNotice(source: DataSource, it: NoticeByHand, actor: Actor, now: Instant): Promise<void> {
  const { accountId, kind, left } = it;
  await ask(source, { request: 'mail-notice', accountId }, actor, now, async (tx, accept) => {
    const found = await lockCase(tx, accountId, now);
    const terms = termsAt(found.profile, now);
    const clause = CLAUSES[kind];
    const { missing, notice } = written(found, it, terms, now);
    const against = objection(found, kind);
    const all = [...(against ? [against] : []), ...missing];
    if (all.length > 0) {
      const { says, clauses } = missingSays(all);
      throw new Refused(says, clauses);
    }
    const mailedOn = dayOf(now, terms.timeZone);
    const actKey = `${accountId}/-/${clause}/by-hand-${kind}-${mailedOn}`;
    if (await wentOutToday(tx, actKey)) throw new Refused('This notice went out today already.', [clause]);
    await accept(clause);
    const languages = terms.noticeLanguages;
    const leftAt = left ? now : null;
    await append(
      tx,
      await mailNotices(tx, [{ accountId, kind, clause, languages, mailedOn, actKey, leftAt, ...notice }], actor, now),
    );
    await closeTasks(tx, { accountId, kind: 'notice-refused', outcome: 'Mailed by hand.' }, actor, now);
    await followThrough(tx, [accountId], { actor }, now);
  });
}
