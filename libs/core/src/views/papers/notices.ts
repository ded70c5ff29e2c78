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
function billToday({ account, terms, now }: PaperSource, clause: ClauseId): BillFacts {
  const bill = leadingByHand(account.facts, billsByHand(account.facts, 'disconnection', terms, now));
  if (bill === null) throw new Refused('Nothing is past due.', [clause]);
  return bill;
}

/** E.2.a.iii: nothing is closed on the day to pay by, nor before the crews go out on the next business day. */
function closesFrom(contents: NoticeContents, { terms }: PaperSource): Instant | null {
  if (contents.payBy === null) return null;
  const next = nextBusinessDay(dayOf(contents.payBy, terms.timeZone), terms);
  return toInstant(next, terms.closeWindow.from, terms.timeZone);
}

/** What stands beside the contents: the city's numbers on the day of the notice. */
function beside(
  contents: NoticeContents,
  source: PaperSource,
): Pick<DisconnectionPaper, 'closesFrom' | 'options' | 'fee'> {
  const { account, terms, now } = source;
  const kind = 'reconnection-fee';
  return {
    closesFrom: closesFrom(contents, source),
    options: {
      extensionDays: terms.extension.maxDays,
      downPayment: terms.arrangement.downPayment,
      months: terms.arrangement.months,
      reductionMax: terms.arrangement.reductionMax,
      deferralMonths: terms.arrangement.deferralMonths,
      secondLevelDays: terms.appeal.secondLevelDays,
    },
    fee: {
      fee: reconnectionCharge(kind, account.facts.household, terms, dayOf(now, terms.timeZone)).amount,
      lowIncome: minCents(reconnectionFee(kind, terms).amount, lowIncomeCap(kind, terms)),
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
  const { account, terms, now } = source;
  const contents = noticeContents(account.facts, billToday(source, 'E.2.a'), account.customer, terms, now);
  const head = headOf(source, { clause: 'E.2.a', mailed: true });
  return { ...head, kind: 'disconnection', contents, ...beside(contents, source) };
}

/** E.2.b: what the mail did not bring, with the amount of the day on which it is hung. */
export async function hangerPaper(source: PaperSource): Promise<HangerPaper> {
  const { account, terms, now } = source;
  const sent = await recorded(source, 'disconnection', null);
  const today = noticeContents(account.facts, billToday(source, 'E.2.b'), account.customer, terms, now);
  // The day to pay by stays the one that was mailed.
  const contents = sent === null ? today : { ...today, payBy: sent.contents.payBy };
  return {
    ...headOf(source, { clause: 'E.2.b', mailed: false }),
    kind: 'door-hanger',
    contents,
    ...beside(contents, source),
    hours: terms.returnedMailHours,
    order: await orderFor(source, 'door-hanger'),
  };
}

/** C.1. */
export function reminderPaper(source: PaperSource): ReminderPaper {
  const { account, terms, now } = source;
  const [bill] = billsByHand(account.facts, 'reminder', terms, now);
  if (bill === undefined) throw new Refused('Nothing is past due.', ['C.1']);
  const last = payByWithTimeGiven(bill, account.facts, terms);
  return {
    ...headOf(source, { clause: 'C.1', mailed: true }),
    kind: 'reminder',
    contents: noticeContents(account.facts, bill, account.customer, terms, now),
    due: bill.due,
    payBy: last < now ? null : last,
    waiverMonths: terms.waiverMonths,
  };
}

/** E.3: to the people who live there, about the oldest unpaid bill of the owner. */
export function tenantPaper(source: PaperSource): TenantPaper {
  const { account, terms, now } = source;
  const [bill] = billsByHand(account.facts, 'tenant', terms, now);
  if (bill === undefined) throw new Refused('Nothing is unpaid.', ['E.3.a']);
  const today: Day = dayOf(now, terms.timeZone);
  const opens = opensAfter(shutoffDay(bill, terms), terms);
  const { closesFrom: closesOn } = tenantNoticeContents(today, bill, account.facts, terms, opens);
  return { ...headOf(source, { clause: 'E.3.a', mailed: false }), kind: 'tenant', closesOn };
}
