import type { DisconnectionPaper, HangerPaper, PaperAddress, ReminderPaper, TenantPaper } from '@curbstop/contracts';
import type { BillFacts, ClauseId, Day, Instant, NoticeContents } from '@curbstop/policy';
import {
  billsByHand,
  dayOf,
  leadingByHand,
  lowIncomeCap,
  minCents,
  nextBusinessDay,
  noticeContents,
  opensAfter,
  payByWithTimeGiven,
  reconnectionCharge,
  reconnectionFee,
  shutoffDay,
  tenantNoticeContents,
  toInstant,
} from '@curbstop/policy';
import { NotFound, Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { headOf, orderFor } from './head.ts';
import type { PaperSource } from './head.ts';

/** A notice as it was recorded. */
interface Recorded {
  readonly clause: ClauseId;
  readonly madeAt: Instant;
  readonly languages: readonly string[];
  readonly addressedTo: readonly PaperAddress[];
  readonly contents: NoticeContents;
}

/** The newest notice of a kind that stands and has its contents, or the one of a number. */
async function recorded({ db, account }: PaperSource, kind: string, id: number | null): Promise<Recorded | null> {
  const found = await row<Recorded>(
    db,
    `SELECT clause, made_at AS "madeAt", languages, addressed_to AS "addressedTo", contents FROM notice
     WHERE account_id = $1 AND kind = $2 AND contents IS NOT NULL
       AND CASE WHEN $3::int IS NULL THEN voided_at IS NULL ELSE id = $3 END
     ORDER BY id DESC LIMIT 1`,
    [account.accountId, kind, id],
  );
  if (id !== null && found === null) throw new NotFound('There is no such notice of this account.');
  return found;
}

/** The bill that a notice would be about today. */
function billToday({ account, policy, now }: PaperSource, clause: ClauseId): BillFacts {
  const bill = leadingByHand(account.facts, billsByHand(account.facts, 'disconnection', policy, now));
  if (bill === null) throw new Refused('Nothing is past due.', [clause]);
  return bill;
}

/** E.2.a.iii: nothing is closed on the day to pay by, nor before the crews go out on the next business day. */
function closesFrom(contents: NoticeContents, { policy }: PaperSource): Instant | null {
  if (contents.payBy === null) return null;
  const next = nextBusinessDay(dayOf(contents.payBy, policy.timeZone), policy);
  return toInstant(next, policy.closeWindow.from, policy.timeZone);
}

/** What stands beside the contents: the city's numbers on the day of the notice. */
function beside(
  contents: NoticeContents,
  source: PaperSource,
): Pick<DisconnectionPaper, 'closesFrom' | 'options' | 'fee'> {
  const { account, policy, now } = source;
  const kind = 'reconnection-fee';
  return {
    closesFrom: closesFrom(contents, source),
    options: {
      extensionDays: policy.extension.maxDays,
      downPayment: policy.arrangement.downPayment,
      months: policy.arrangement.months,
      reductionMax: policy.arrangement.reductionMax,
      deferralMonths: policy.arrangement.deferralMonths,
      secondLevelDays: policy.appeal.secondLevelDays,
    },
    fee: {
      fee: reconnectionCharge(kind, account.facts.household, policy, dayOf(now, policy.timeZone)).amount,
      lowIncome: minCents(reconnectionFee(kind, policy).amount, lowIncomeCap(kind, policy)),
    },
  };
}

/** E.2.a: as it was recorded; before any was, as it would be mailed now. */
export async function disconnectionPaper(source: PaperSource, noticeId: number | null): Promise<DisconnectionPaper> {
  const sent = await recorded(source, 'disconnection', noticeId);
  if (sent !== null) {
    const head = headOf(source, { clause: sent.clause, at: sent.madeAt, mailed: true });
    const { customer } = sent.contents;
    return {
      ...head,
      customer: customer.name,
      serviceAddress: customer.address,
      addressedTo: sent.addressedTo,
      languages: sent.languages,
      kind: 'disconnection',
      contents: sent.contents,
      ...beside(sent.contents, source),
    };
  }
  const { account, policy, now } = source;
  const contents = noticeContents(account.facts, billToday(source, 'E.2.a'), account.customer, policy, now);
  const head = headOf(source, { clause: 'E.2.a', mailed: true });
  return { ...head, kind: 'disconnection', contents, ...beside(contents, source) };
}

/** E.2.b: what the mail did not bring, with the amount of the day on which it is hung. */
export async function hangerPaper(source: PaperSource): Promise<HangerPaper> {
  const { account, policy, now } = source;
  const sent = await recorded(source, 'disconnection', null);
  const today = noticeContents(account.facts, billToday(source, 'E.2.b'), account.customer, policy, now);
  // The day to pay by stays the one that was mailed.
  const contents = sent === null ? today : { ...today, payBy: sent.contents.payBy };
  return {
    ...headOf(source, { clause: 'E.2.b', mailed: false }),
    kind: 'door-hanger',
    contents,
    ...beside(contents, source),
    hours: policy.returnedMailHours,
    order: await orderFor(source, 'door-hanger'),
  };
}

/** C.1. */
export function reminderPaper(source: PaperSource): ReminderPaper {
  const { account, policy, now } = source;
  const [bill] = billsByHand(account.facts, 'reminder', policy, now);
  if (bill === undefined) throw new Refused('Nothing is past due.', ['C.1']);
  const last = payByWithTimeGiven(bill, account.facts, policy);
  return {
    ...headOf(source, { clause: 'C.1', mailed: true }),
    kind: 'reminder',
    contents: noticeContents(account.facts, bill, account.customer, policy, now),
    due: bill.due,
    payBy: last < now ? null : last,
    waiverMonths: policy.waiverMonths,
  };
}

/** E.3: to the people who live there, about the oldest unpaid bill of the owner. */
export function tenantPaper(source: PaperSource): TenantPaper {
  const { account, policy, now } = source;
  const [bill] = billsByHand(account.facts, 'tenant', policy, now);
  if (bill === undefined) throw new Refused('Nothing is unpaid.', ['E.3.a']);
  const today: Day = dayOf(now, policy.timeZone);
  const opens = opensAfter(shutoffDay(bill, policy), policy);
  const { closesFrom: closesOn } = tenantNoticeContents(today, bill, account.facts, policy, opens);
  return { ...headOf(source, { clause: 'E.3.a', mailed: false }), kind: 'tenant', closesOn };
}
