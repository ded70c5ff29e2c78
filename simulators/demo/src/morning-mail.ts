import type { Actor, Role } from '@curbstop/contracts';
import {
  decideAppeal,
  fileAppeal,
  recordIncomeEvidence,
  requestArrangement,
  requestExtension,
  requestWaiver,
  recordReturnedPayment,
  reviewAssistance,
  row,
  rows,
  signArrangement,
  submitAssistance,
  submitCertificate,
} from '@curbstop/core';
import type { ArrangementWish } from '@curbstop/policy';
import { addDays, usualPlan } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { DEMO_TODAY, wall } from './calendar.ts';
import { Random } from './random.ts';
import { SIGN_INS } from './staff.ts';

/** What somebody of the office does with the mail of one account. */
type Letter = (source: DataSource, accountId: number, at: Instant) => Promise<unknown>;

const staff = (role: Role): Actor => {
  const nth = SIGN_INS.findIndex((each) => each.role === role);
  const found = SIGN_INS[nth];
  if (!found) throw new Error(`Nobody of the demo is ${role}.`);
  return { kind: 'staff', id: nth + 1, name: found.name, role };
};
const customer = (id: number): Actor => ({ kind: 'customer', id });
const keyOf = (accountId: number): string => new Random(accountId * 13 + 7).uuid();

const WISH: ArrangementWish = { ...usualPlan('amortization'), billIds: null, signed: true };

/** H.3: the latest late charge of an account is appealed; the officer has not decided. */
const appealsLateCharge: Letter = async (source, accountId, at) => {
  const charge = await row<{ id: number }>(
    source,
    "SELECT id FROM ledger_entry WHERE account_id = $1 AND kind = 'penalty' ORDER BY value_date DESC LIMIT 1",
    [accountId],
  );
  if (!charge) throw new Error(`Account ${accountId} has no late charge to appeal.`);
  const says = 'The bill was paid on time at another office.';
  const filing = { accountId, billId: null, entryId: charge.id, topic: 'billing', says, written: true } as const;
  return fileAppeal(source, { ...filing, lateReason: null }, staff('clerk'), at);
};

/** H.4: the officer upheld the charge; the customer has two days to go further. */
const losesAppeal: Letter = async (source, accountId, at) => {
  await appealsLateCharge(source, accountId, at);
  const decision = { accountId, appealId: null, level: 1, outcome: 'correct', corrected: null, letter: true } as const;
  const reason = 'The payment was received on day 43.';
  return decideAppeal(source, { ...decision, remedy: 'credit', reason }, staff('appeal-officer'), at);
};

/** G.1, I.1: a household that shows what it can and is offered a plan, not signed yet. */
const isOfferedPlan: Letter = async (source, accountId, at) => {
  const shown = { accountId, benefits: ['calfresh'], endsOn: null, incomeOfPoverty: null, verified: true } as const;
  await recordIncomeEvidence(source, shown, staff('clerk'), at);
  await submitCertificate(source, { accountId, dated: addDays(DEMO_TODAY, -9) }, customer(accountId), at);
  return reviewAssistance(source, { accountId, outcome: 'offer', by: 'portal' }, staff('clerk'), at);
};

/** K.1, K.2: the bank sends a check of the last days back. */
const checkComesBack: Letter = async (source, accountId, at) => {
  const payment = await row<{ id: number }>(
    source,
    "SELECT id FROM payment WHERE account_id = $1 AND method = 'check' ORDER BY id DESC LIMIT 1",
    [accountId],
  );
  if (!payment) throw new Error(`Account ${accountId} paid by no check.`);
  const back = { paymentId: payment.id, code: 'NSF', idempotencyKey: keyOf(accountId) } as const;
  return recordReturnedPayment(source, back, staff('finance'), at);
};

/** Letters for accounts that are past due and not on a list, in this order. */
const LETTERS: readonly Letter[] = [
  appealsLateCharge,
  losesAppeal,
  isOfferedPlan,
  (source, accountId, at) => submitAssistance(source, { accountId, complete: true }, customer(accountId), at),
  (source, accountId, at) => requestArrangement(source, accountId, customer(accountId), at),
  (source, accountId, at) =>
    signArrangement(source, { accountId, wish: WISH, idempotencyKey: keyOf(accountId) }, customer(accountId), at),
  (source, accountId, at) =>
    requestExtension(
      source,
      { accountId, until: addDays(DEMO_TODAY, 14), written: true, billId: null, idempotencyKey: keyOf(accountId) },
      customer(accountId),
      at,
    ),
  (source, accountId, at) =>
    requestWaiver(
      source,
      { accountId, kind: 'courtesy', billId: null, decision: null, idempotencyKey: keyOf(accountId) },
      staff('clerk'),
      at,
    ),
];

/** Homes whose bill of the last weeks has a late charge, is unpaid, and is not on a list. */
const PAST_DUE = `SELECT a.id FROM account a WHERE a.class = 'residential' AND a.service = 'on' AND EXISTS (
    SELECT 1 FROM ledger_entry e WHERE e.account_id = a.id AND e.kind = 'penalty' AND e.value_date > $1
      AND NOT EXISTS (SELECT 1 FROM allocation WHERE charge_id = e.id))
  AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.account_id = a.id) ORDER BY a.id LIMIT $2`;
const PAID_BY_CHECK = `SELECT account_id AS id FROM payment WHERE method = 'check' AND received_at > $1
  AND account_id NOT IN (SELECT account_id FROM work_order) ORDER BY received_at, account_id LIMIT 1`;

/** What came in with the morning's mail: an appeal, papers, a plan, more time, a check that the bank sent back. */
export async function openTheMail(source: DataSource): Promise<void> {
  const at = (nth: number): Instant => (wall(DEMO_TODAY, '08:02') + nth * 60_000) as Instant;
  const found = await rows<{ id: number }>(source, PAST_DUE, [addDays(DEMO_TODAY, -14), LETTERS.length]);
  for (const [nth, letter] of LETTERS.entries()) {
    const account = found[nth];
    if (account) await letter(source, account.id, at(nth));
  }
  const paid = await row<{ id: number }>(source, PAID_BY_CHECK, [addDays(DEMO_TODAY, -6)]);
  if (paid) await checkComesBack(source, paid.id, at(LETTERS.length));
}
