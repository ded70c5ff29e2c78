import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '@curbstop/contracts';
import {
  balanceOf,
  decideAppeal,
  fileAppeal,
  fileSecondLevelAppeal,
  recordReturnedMail,
  payInstalment,
  recordIncomeEvidence,
  releaseCashOnly,
  requestArrangement,
  requestExtension,
  requestReconnection,
  requestWaiver,
  recordReturnedPayment,
  row,
  reviewAssistance,
  rows,
  signArrangement,
  submitCertificate,
  supplyDocuments,
  takePayment,
} from '@curbstop/core';
import { addDays, basisPoints, cents } from '@curbstop/policy';
import type { ArrangementWish } from '@curbstop/policy';
import type { BuiltAccount } from '@curbstop/testing';
import type { Town } from './town.ts';

const CUSTOMER: Actor = { kind: 'customer', id: 1 };
const as = (role: Role): Actor => ({ kind: 'staff', id: 2, name: 'R. Castellanos', role });

type Deed = (town: Town, account: BuiltAccount) => Promise<unknown>;

const WAYS = [
  { method: 'cash', channel: 'counter' },
  { method: 'card', channel: 'website' },
  { method: 'check', channel: 'counter' },
  { method: 'check', channel: 'dropbox' },
  { method: 'check', channel: 'mail' },
  { method: 'eft', channel: 'bank-bill-pay' },
] as const;

const pay: Deed = async (town, { accountId }) => {
  const { chance, source, now } = town;
  const owed = Math.max(0, await balanceOf(source, accountId));
  const amount = chance.one([owed, owed, owed - 1, owed >> 1, 100 + chance.below(9_000), owed + chance.below(3_000)]);
  if (amount < 1) return;
  const way = chance.one(WAYS);
  const ahead = way.method === 'eft' ? { valueDate: addDays(town.today, chance.below(4)) } : {};
  const input = { accountId, amount: cents(amount), ...way, ...ahead, reference: '', idempotencyKey: randomUUID() };
  await town.ask('payment', () => takePayment(source, input, as('cashier'), now));
};

const comesBack: Deed = async (town, { accountId }) => {
  const { chance, source, now } = town;
  const found = await rows<{ id: number }>(
    source,
    `SELECT id FROM payment WHERE account_id = $1 AND method IN ('check', 'eft')
     AND id NOT IN (SELECT payment_id FROM returned_payment) ORDER BY id DESC LIMIT 1`,
    [accountId],
  );
  const code = chance.one(['NSF', 'NSF', 'R01', 'R02', 'R10', 'bank-error']);
  for (const { id: paymentId } of found) {
    await town.ask('return', () =>
      recordReturnedPayment(source, { paymentId, code, idempotencyKey: randomUUID() }, as('finance'), now),
    );
  }
};

const waiver: Deed = (town, { accountId }) => {
  const decision = { outcome: 'approve' as const, reason: 'A good customer.', by: as('supervisor') };
  const input = { accountId, kind: 'courtesy' as const, billId: null, decision, idempotencyKey: randomUUID() };
  return town.ask('waiver', () => requestWaiver(town.source, input, as('supervisor'), town.now));
};

const extension: Deed = (town, { accountId }) => {
  const until = addDays(town.today, 1 + town.chance.below(40));
  const input = { accountId, until, written: true, billId: null, idempotencyKey: randomUUID() };
  return town.ask('extension', () => requestExtension(town.source, input, CUSTOMER, town.now));
};

const plan: Deed = (town, { accountId }) => {
  const { chance } = town;
  const kind = chance.one(['amortization', 'schedule', 'reduction', 'deferral'] as const);
  const wish: ArrangementWish = {
    kind,
    months: null,
    start: null,
    down: null,
    rows: null,
    fee: kind === 'schedule' ? cents(chance.below(1_500)) : null,
    forgiven: kind === 'reduction' ? basisPoints(500 + chance.below(2_500)) : null,
    fund: kind === 'reduction' ? 'The gift fund' : null,
    councilAction: null,
    until: kind === 'deferral' || kind === 'reduction' ? addDays(town.today, 20 + chance.below(60)) : null,
    hardship: false,
    billIds: null,
    signed: true,
  };
  return town.ask('plan', () =>
    signArrangement(town.source, { accountId, wish, idempotencyKey: randomUUID() }, CUSTOMER, town.now),
  );
};

const instalment: Deed = async (town, { accountId }) => {
  const { facts } = await town.caseOf(accountId);
  const row = facts.arrangements.find((each) => each.state === 'in-force')?.rows.find((each) => each.unpaid > 0);
  if (!row) return;
  const input = { accountId, amount: row.unpaid, idempotencyKey: randomUUID() };
  await town.ask('instalment', () => payInstalment(town.source, input, as('cashier'), town.now));
};

const appeal: Deed = async (town, { accountId }) => {
  const billId = (await town.billIds(accountId)).at(-1);
  if (billId === undefined) return;
  const lateReason = town.chance.often(60) ? 'The customer was away.' : null;
  const filing = {
    accountId,
    billId,
    entryId: null,
    topic: 'billing',
    says: 'Too much.',
    written: true,
    lateReason,
  } as const;
  await town.ask('appeal', () => fileAppeal(town.source, filing, as('clerk'), town.now));
};

const decide: Deed = async (town, { accountId }) => {
  const { chance, source, now } = town;
  const open = (await town.caseOf(accountId)).facts.appeals.find((each) => each.state === 'open');
  const decided = (await town.caseOf(accountId)).facts.appeals.find((each) => each.state === 'decided');
  if (decided)
    await town.ask('further appeal', () =>
      fileSecondLevelAppeal(source, { accountId, appealId: null, written: true }, CUSTOMER, now),
    );
  if (!open) return;
  const wrong = chance.often(50);
  const bill = (await town.caseOf(accountId)).facts.bills.find((each) => each.billId === open.billId);
  const decision = {
    accountId,
    appealId: open.appealId,
    level: open.level,
    outcome: wrong && bill ? ('incorrect' as const) : ('correct' as const),
    corrected: wrong && bill ? cents(chance.below(bill.charges + 1)) : null,
    letter: true,
    remedy: chance.one(['credit', 'refund'] as const),
    reason: 'The meter was read again.',
  };
  await town.ask(`appeal ${decision.outcome}`, () =>
    decideAppeal(source, decision, as(open.level === 1 ? 'appeal-officer' : 'city-manager'), now),
  );
};

const help: Deed = async (town, { accountId }) => {
  const { chance, source, now } = town;
  const { facts } = await town.caseOf(accountId);
  const review = facts.reviews[0];
  if (!review) {
    await town.ask('help asked for', () => requestArrangement(source, accountId, CUSTOMER, now));
  } else if (review.stage === 'supply') {
    await town.ask('papers supplied', () => supplyDocuments(source, accountId, CUSTOMER, now));
  } else {
    const outcome = chance.one(['ask-more', 'offer', 'not-eligible'] as const);
    const by = chance.one(['portal', 'mail'] as const);
    await town.ask(`help: ${outcome}`, () =>
      reviewAssistance(source, { accountId, outcome, by }, as('supervisor'), now),
    );
  }
};

const papers: Deed = async (town, { accountId }) => {
  const { source, now } = town;
  const household = { accountId, benefits: ['calfresh'], endsOn: null, incomeOfPoverty: null, verified: true } as const;
  await town.ask('household', () => recordIncomeEvidence(source, household, as('supervisor'), now));
  await town.ask('certificate', () =>
    submitCertificate(source, { accountId, dated: addDays(town.today, -20) }, CUSTOMER, now),
  );
};

const mail: Deed = (town, { accountId }) =>
  town.ask('mail back', () => recordReturnedMail(town.source, accountId, as('clerk'), town.now));

const cashOnly: Deed = (town, { accountId }) =>
  town.ask('cash only released', () =>
    releaseCashOnly(town.source, { accountId, why: 'The employer paid late.' }, as('asst-director-finance'), town.now),
  );

const water: Deed = (town, { accountId }) => {
  const input = { accountId, idempotencyKey: randomUUID(), afterHoursConsent: town.chance.often(50) };
  return town.ask('water asked for', () => requestReconnection(town.source, input, CUSTOMER, town.now));
};

const crew: Deed = (town, account) => town.sendCrew(account);

const DEEDS: readonly (readonly [number, Deed])[] = [
  [8, pay],
  [3, comesBack],
  [2, waiver],
  [3, extension],
  [3, plan],
  [2, instalment],
  [3, appeal],
  [4, decide],
  [3, help],
  [1, papers],
  [1, mail],
  [1, cashOnly],
];
const TABLE = DEEDS.flatMap(([weight, deed]) => Array.from({ length: weight }, () => deed));

/** One thing that happens to an account by chance; mostly what lies nearest. */
export async function happen(town: Town, account: BuiltAccount): Promise<void> {
  const { chance } = town;
  const now = await row<{ off: boolean; ordered: boolean }>(
    town.source,
    `SELECT service = 'off' AS off, EXISTS (SELECT 1 FROM work_order o WHERE o.account_id = a.id AND o.state = 'listed') AS ordered
     FROM account a WHERE id = $1`,
    [account.accountId],
  );
  if (now?.ordered && chance.often(60)) await crew(town, account);
  else if (now?.off && chance.often(60)) await chance.one([water, pay])(town, account);
  else await chance.one(TABLE)(town, account);
}
