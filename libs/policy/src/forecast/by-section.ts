import { dayOf, instant } from '../calendar/zoned.ts';
import { residueOf } from '../money/balance.ts';
import { formatDollars } from '../money/money.ts';
import { isStateExempt, penaltyDay } from '../sections/c/c1-late-charge.ts';
import { isWaived } from '../sections/c/c1a-waivers.ts';
import { extensionAskedBefore, isRevoked, wasExtended } from '../sections/d/d1-extensions.ts';
import { hangerDueOn } from '../sections/e/e2b-returned-mail.ts';
import { hasTenants, tenantNoticeMatures, tenantPostingAt, tenantsToldOn } from '../sections/e/e3-tenants.ts';
import { answerClause } from '../sections/g/g2-reviews.ts';
import { appealBy } from '../sections/h/h1-appeals.ts';
import { signatureClause } from '../sections/i/i1-arrangements.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type {
  AccountFacts,
  AppealFacts,
  ArrangementKind,
  BillFacts,
  NoticeKind,
  PastKind,
  ReviewFacts,
} from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Instant } from '../units.ts';
import type { AheadStep, Write } from './forms.ts';

/** What a step is worked out from. */
export interface AheadBasis {
  readonly facts: AccountFacts;
  readonly policy: PolicyParameters;
  readonly now: Instant;
  readonly write: Write;
}

const LEFT: Readonly<Partial<Record<NoticeKind, readonly [ClauseId, string]>>> = {
  disconnection: ['E.2.b', 'Notice left at the door'],
  'door-hanger': ['E.2.b', 'Hanger left on the door'],
  'door-hanger-final': ['I.7', 'Final notice left on the door'],
  tenant: ['E.3.a', 'Tenants told at their doors'],
  'restore-information': ['E.4', 'Told how to have the water back'],
};
const MAILED: Readonly<Partial<Record<NoticeKind, readonly [ClauseId, string]>>> = {
  reminder: ['C.1', 'Reminder mailed'],
  tenant: ['E.3.a', 'Tenants told by mail'],
};
const PAST: Readonly<Partial<Record<PastKind, readonly [AheadStep['code'], ClauseId, string]>>> = {
  'courtesy-waiver': ['waived', 'C.1.a', 'Late charge waived as a courtesy'],
  'low-income-waiver': ['waived', 'C.1.b', 'Late charge waived, low income'],
  extension: ['extension', 'D.1', 'More time given'],
  'broken-extension': ['extension-missed', 'D.7', 'Extension not kept'],
};

/** C.1.a, C.1.b, D: what was given for a bill, and what could not be kept. */
function pastSteps(bill: BillFacts, { facts, write }: AheadBasis): AheadStep[] {
  return facts.history.flatMap((past) => {
    const told = past.billId === bill.billId ? PAST[past.was] : undefined;
    return told === undefined ? [] : [write(told[0], told[1], past.on, true, told[2])];
  });
}

/** D.3, D.7: until when more time may be asked for, and until when it was given. */
function extensionSteps(bill: BillFacts, { facts, policy, now, write }: AheadBasis): AheadStep[] {
  const steps = facts.holds
    .filter((hold) => hold.kind === 'extension' && (hold.billIds?.includes(bill.billId) ?? true))
    .flatMap(({ until }) =>
      until === null ? [] : [write('extension-end', 'D.7', until, until < now, 'The extension ends')],
    );
  const open = facts.service === 'on' && !isStateExempt(facts) && !isRevoked(facts);
  if (open && !wasExtended(bill, facts)) {
    const last = instant(extensionAskedBefore(bill, policy) - 1);
    steps.push(write('ask-by', 'D.3', last, last < now, 'Last day to ask for more time'));
  }
  return steps;
}

/** E.2, E.2.b, E.3.a: what was mailed and left, what came back, and what is still to be left. */
function noticeSteps(bill: BillFacts, { facts, policy, now, write }: AheadBasis): AheadStep[] {
  const steps: AheadStep[] = [];
  const named = facts.notices.filter((notice) => !notice.voided && notice.billIds.includes(bill.billId));
  for (const { kind, mailedOn, leftAt, returnedAt } of named) {
    const left = LEFT[kind];
    if (leftAt !== null && left) steps.push(write('left-at-door', left[0], leftAt, true, left[1]));
    const mailed = MAILED[kind];
    if (leftAt === null && mailedOn !== null && mailed) {
      steps.push(write(kind === 'reminder' ? 'told' : 'left-at-door', mailed[0], mailedOn, true, mailed[1]));
    }
    if (returnedAt === null) continue;
    steps.push(write('notice-back', 'E.2.b', returnedAt, true, 'Notice came back'));
    if (!named.some((notice) => notice.leftAt !== null && notice.leftAt >= returnedAt)) {
      steps.push(
        write('hanger', 'E.2.b', hangerDueOn(returnedAt, policy), false, 'Crew leaves the notice at the door'),
      );
    }
  }
  for (const hold of facts.holds) {
    if (hold.kind !== 'undeliverable' || hold.until === null) continue;
    const says = `${policy.returnedMailHours} hours after the notice was left`;
    steps.push(write('hanger-time', 'E.2.b', hold.until, hold.until < now, says));
  }
  return steps;
}

/** E.3.a: when those who live there are told, and from when that is long enough ago. */
function tenantSteps(bill: BillFacts, { facts, policy, now, write }: AheadBasis): AheadStep[] {
  if (!hasTenants(facts) || facts.service === 'off') return [];
  const told = tenantsToldOn(bill, facts, policy);
  if (told === null) {
    const posting = tenantPostingAt(bill, policy);
    return [write('tenant-posting', 'E.3.a', posting, false, 'Order to post the notice to the tenants')];
  }
  const matures = tenantNoticeMatures(told, bill, facts, policy);
  return [
    write('tenant-time', 'E.3.a', matures, matures <= dayOf(now, policy.timeZone), 'The tenants were told in time'),
  ];
}

/** H.3.a, H.3.c, H.4.a: how an appeal goes, and until when it may go further. */
function wayOfAppeal(appeal: AppealFacts, of: string, now: Instant, write: Write): AheadStep[] {
  const { filedAt, decidedAt, state, windowEndsAt } = appeal;
  const steps = [write('appeal-filed', 'H.3.a', filedAt, true, `${of} appealed`)];
  if (decidedAt !== null) steps.push(write('appeal-decided', 'H.3.c', decidedAt, true, 'Appeal decided'));
  if (state === 'decided' && windowEndsAt !== null)
    steps.push(write('appeal-further-by', 'H.4.a', windowEndsAt, windowEndsAt < now, 'Last moment to appeal further'));
  return steps;
}

/** H.3.a: until when the bill and its late charge may be appealed, or how the bill's appeal goes. */
function appealSteps(bill: BillFacts, { facts, policy, now, write }: AheadBasis): AheadStep[] {
  const mine = facts.appeals.filter((each) => each.billId === bill.billId);
  const steps = mine.flatMap((appeal) => wayOfAppeal(appeal, 'Bill', now, write));
  const { policyVersion } = bill;
  if (mine.length === 0) {
    const last = appealBy({ dated: bill.billDate, policyVersion }, policy);
    steps.push(write('appeal-by', 'H.3.a', last, last < now, 'Last day to appeal this bill'));
  }
  if (bill.penalty > 0 && !isWaived(bill, facts)) {
    const last = appealBy({ dated: penaltyDay(bill), policyVersion }, policy);
    steps.push(write('appeal-charge-by', 'H.3.a', last, last < now, 'Last day to appeal the late charge'));
  }
  return steps;
}

const ROW_CLAUSES: Readonly<Record<ArrangementKind, ClauseId>> = {
  amortization: 'I.3.c',
  schedule: 'I.4.c',
  reduction: 'I.5',
  deferral: 'I.6',
};

/** G.1.c, I: the offer, the signature and every payment of a plan over the bill. */
function planSteps(bill: BillFacts, { facts, policy, now, write }: AheadBasis): AheadStep[] {
  const today = dayOf(now, policy.timeZone);
  return facts.arrangements
    .filter((each) => each.billIds.includes(bill.billId))
    .flatMap(({ kind, signedAt, offerEndsAt, rows }) => {
      const steps: AheadStep[] = [];
      if (signedAt !== null)
        steps.push(write('plan-signed', signatureClause(kind), signedAt, true, 'Payment plan signed'));
      if (offerEndsAt !== null)
        steps.push(write('plan-offer-ends', 'G.1.c', offerEndsAt, offerEndsAt < now, 'The offer of a plan ends'));
      for (const { due, amount, unpaid } of rows) {
        const paid = unpaid === 0;
        const state = paid ? ' paid' : due < today ? ' missed' : '';
        const says = `Plan payment ${formatDollars(amount)}${state}`;
        steps.push(write('instalment', ROW_CLAUSES[kind], due, paid || due < today, says));
      }
      return steps;
    });
}

/** E.1, F.1: the orders of the bill that were made and carried out. */
function orderSteps(bill: BillFacts, { facts, write }: AheadBasis): AheadStep[] {
  return facts.orders
    .filter((order) => order.kind.startsWith('turn-off') && order.billIds.includes(bill.billId))
    .flatMap(({ createdAt, finishedAt, state }) => [
      write('listed', 'E.1', createdAt, true, 'Put on the turn-off list'),
      ...(state === 'completed' && finishedAt !== null
        ? [write('turned-off', 'E.1', finishedAt, true, 'Water turned off')]
        : []),
    ]);
}

/** What the sections besides B.1, B.2, C.1, E.1 and E.2.a tell of an unpaid bill. */
export function sectionSteps(bill: BillFacts, basis: AheadBasis): AheadStep[] {
  if (residueOf(bill) === 0) return [];
  return [
    ...pastSteps(bill, basis),
    ...extensionSteps(bill, basis),
    ...noticeSteps(bill, basis),
    ...tenantSteps(bill, basis),
    ...appealSteps(bill, basis),
    ...planSteps(bill, basis),
    ...orderSteps(bill, basis),
  ];
}

const STAGES: Readonly<Record<ReviewFacts['stage'], string>> = {
  reply: 'Last day for the city to answer the papers',
  supply: 'Last day for the customer to bring the rest',
  decide: 'Last day for the city to decide',
};

/** What is of the account as a whole: papers and their review, appeals of its charges, returned payments, payments to come, its orders and its end. */
export function accountSteps({ facts, policy, now, write }: AheadBasis): AheadStep[] {
  const today = dayOf(now, policy.timeZone);
  const { closing } = facts;
  return [
    ...facts.certificates.map((certificate) =>
      write('papers', 'G.1.a.i', certificate.receivedAt, true, 'Medical certificate came in'),
    ),
    ...facts.reviews.map((review) =>
      write(
        'review-due',
        review.stage === 'supply' ? 'G.2-b' : answerClause(review),
        review.dueAt,
        review.dueAt < now,
        STAGES[review.stage],
      ),
    ),
    // H.3: of a charge that is no bill. That of a bill is told on the bill's own way.
    ...facts.appeals
      .filter((appeal) => appeal.billId === null)
      .flatMap((appeal) => wayOfAppeal(appeal, 'Charge', now, write)),
    ...facts.contacts.map((contact) =>
      write(
        'told',
        'E.2.a',
        contact.at,
        true,
        contact.kind === 'phone' ? 'Called about the bill' : 'An adult told in person',
      ),
    ),
    ...facts.returns.flatMap((returned) => [
      write('payment-back', 'K.1', returned.returnedAt, true, 'A payment came back'),
      write('payment-back-due', returned.clause, returned.dueAt, returned.dueAt < now, 'Last moment to make it good'),
    ]),
    ...facts.incoming.map((incoming) =>
      write(
        'payment-counts',
        incoming.clause,
        incoming.on,
        incoming.on < today,
        `Payment of ${formatDollars(incoming.amount)} counts`,
      ),
    ),
    ...facts.orders
      .filter((order) => order.kind.startsWith('reconnect'))
      .flatMap((order) => [
        write('reconnection-asked', 'F.1', order.createdAt, true, 'Reconnection asked for'),
        ...(order.state === 'completed' && order.finishedAt !== null
          ? [write('turned-on', 'F.2', order.finishedAt, true, 'Water back on')]
          : []),
      ]),
    ...(closing === null ? [] : [write('account-closes', 'A.3', closing.at, closing.at <= now, 'The account closes')]),
  ];
}
