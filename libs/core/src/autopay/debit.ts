import type { Actor } from '@curbstop/contracts';
import type { Grant, Instant } from '@curbstop/policy';
import { billToDebit, dayOf, debitState, mayEnrol, mayRaiseConcern, mayStopDebit, startOfDay } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { followThrough } from '../accounts/consequences.ts';
import { lockCase } from '../accounts/facts.ts';
import type { Case } from '../accounts/facts.ts';
import { Refused } from '../db/errors.ts';
import { inTransaction } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { clearFlags, setFlag } from '../flags/flags.ts';
import { append } from '../journal/append.ts';
import { termsAt } from '../policy/terms.ts';
import { ask } from '../requests/ask.ts';
import { openTask } from '../tasks/tasks.ts';
import { removeDebit } from './removal.ts';

export interface DebitAnswer {
  readonly state: ReturnType<typeof debitState>;
  readonly says: string;
}

async function decide(
  source: DataSource,
  asked: { readonly request: string; readonly accountId: number },
  actor: Actor,
  now: Instant,
  question: (it: Case) => Grant,
  work: (tx: Tx, it: Case) => Promise<unknown>,
): Promise<DebitAnswer> {
  const { accountId } = asked;
  return ask(source, asked, actor, now, async (tx, accept) => {
    const it = await lockCase(tx, accountId, now);
    const answer = question(it);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    await accept(answer.clauses[0] ?? 'J.6', answer.says);
    await work(tx, it);
    await followThrough(tx, [accountId], { actor }, now);
    return { state: debitState((await lockCase(tx, accountId, now)).facts), says: answer.says };
  });
}

/** J.6: asks for a bank debit; it is pending until the bank has confirmed it, two bills at most. */
export function enrolDebit(
  source: DataSource,
  it: { readonly accountId: number; readonly written: boolean },
  actor: Actor,
  now: Instant,
): Promise<DebitAnswer> {
  const { accountId, written } = it;
  const why = 'The form and a void check were given.';
  return decide(
    source,
    { request: 'enrol-ach', accountId },
    actor,
    now,
    ({ facts }) => mayEnrol(facts, written, now),
    async (tx) => {
      await clearFlags(tx, { accountId, kind: 'ach-removed', clause: 'J.6', why }, actor, now);
      await setFlag(tx, { accountId, kind: 'ach-pending', clause: 'J.6', why }, actor, now);
    },
  );
}

/** J.6: stops a bank debit, in writing. */
export function stopDebit(
  source: DataSource,
  it: { readonly accountId: number; readonly written: boolean },
  actor: Actor,
  now: Instant,
): Promise<DebitAnswer> {
  const { accountId, written } = it;
  const why = 'Stopped in writing.';
  return decide(
    source,
    { request: 'stop-ach', accountId },
    actor,
    now,
    ({ facts }) => mayStopDebit(facts, written),
    async (tx) => {
      for (const kind of ['ach-active', 'ach-pending'] as const)
        await clearFlags(tx, { accountId, kind, clause: 'J.6', why }, actor, now);
    },
  );
}

/** J.6: the bank has confirmed the debit: it is active from now on. Also by the clock, at the end of its time. */
export async function startDebit(tx: Tx, accountId: number, actor: Actor, now: Instant): Promise<void> {
  const why = 'The bank debit has started.';
  const pending = await clearFlags(tx, { accountId, kind: 'ach-pending', clause: 'J.6', why }, actor, now);
  if (pending > 0) await setFlag(tx, { accountId, kind: 'ach-active', clause: 'J.6', why }, actor, now);
}

/** J.6: the bank has confirmed the debit before its time is over. */
export function confirmDebit(source: DataSource, accountId: number, actor: Actor, now: Instant): Promise<DebitAnswer> {
  return decide(
    source,
    { request: 'confirm-ach', accountId },
    actor,
    now,
    ({ facts }) =>
      debitState(facts) === 'pending'
        ? { granted: true, clauses: ['J.6'], says: 'The bank debit is active.' }
        : { granted: false, clauses: ['J.6'], says: 'No bank debit is waiting for the bank.' },
    (tx) => startDebit(tx, accountId, actor, now),
  );
}

/** K.9.a: the bank, or the customer, says that the bank account is closed: the debit ends at once. */
export function bankAccountClosed(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
): Promise<DebitAnswer> {
  return decide(
    source,
    { request: 'bank-account-closed', accountId },
    actor,
    now,
    ({ facts }) => {
      const state = debitState(facts);
      return state === 'active' || state === 'pending'
        ? { granted: true, clauses: ['K.9.a'], says: 'The bank debit is removed.' }
        : { granted: false, clauses: ['K.9.a'], says: 'There is no bank debit to remove.' };
    },
    (tx, { facts, profile }) => removeDebit(tx, facts, termsAt(profile, now), actor, now),
  );
}

/**
 * J.6: a concern about the coming debit. In time it is a task to be done before the bill is due; a late one is refused for this
 * bill, and kept as a task all the same (settled point 14).
 */
export async function raiseConcern(
  source: DataSource,
  it: { readonly accountId: number; readonly concern: string },
  actor: Actor,
  now: Instant,
): Promise<{ readonly says: string }> {
  const { accountId, concern } = it;
  const request = 'raise-ach-concern';
  const answer = await inTransaction(source, async (tx) => {
    const { facts, profile } = await lockCase(tx, accountId, now);
    const terms = termsAt(profile, now);
    const found = mayRaiseConcern(facts, terms, now);
    const bill = billToDebit(facts, dayOf(now, terms.timeZone));
    const clause = found.clauses[0] ?? 'J.6';
    await append(tx, [
      found.granted
        ? { event: 'request.accepted', facts: { request }, at: now, actor, clause, accountId }
        : {
            event: 'request.refused',
            facts: { request, because: found.clauses, says: found.says },
            at: now,
            actor,
            clause,
            accountId,
          },
    ]);
    await openTask(
      tx,
      {
        accountId,
        kind: 'ach-concern',
        role: 'clerk',
        clause: 'J.6',
        says: `${found.granted ? 'Before the debit' : 'For a later bill'}: ${concern}`,
        dueAt: found.granted && bill ? startOfDay(bill.due, terms.timeZone) : null,
        actKey: null,
        ...(bill ? { subject: { billId: bill.billId } } : {}),
      },
      actor,
      now,
    );
    await followThrough(tx, [accountId], { actor }, now);
    return found;
  });
  if (!answer.granted) throw new Refused(answer.says, answer.clauses);
  return { says: answer.says };
}
