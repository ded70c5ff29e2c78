import type { Actor } from '@curbstop/contracts';
import type { PolicyDecision, Instant } from '@curbstop/policy';
import { debitState, mayEnrol, mayRemoveDebit, mayStopDebit } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import type { Tx } from '../../db/tx.ts';
import { clearFlags, setFlag } from '../../records/flags/account-flags.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { removeDebit } from './removal.ts';
import { firstClause } from '../../journal/first-clause.ts';

const debitAnswer = z.object({ state: z.enum(['none', 'pending', 'active', 'removed']), says: z.string() });
export type DebitAnswer = Readonly<z.output<typeof debitAnswer>>;

/** What is asked of an account's debit. The same key again is the same request; left out by whoever cannot ask twice. */
interface DebitAsked {
  readonly accountId: number;
  readonly idempotencyKey?: string | undefined;
}

async function decide(
  source: DataSource,
  asked: DebitAsked & { readonly request: string; readonly actor: Actor; readonly now: Instant },
  question: (account: AccountSnapshot) => PolicyDecision,
  work: (tx: Tx, account: AccountSnapshot) => Promise<unknown>,
): Promise<DebitAnswer> {
  const { request, accountId, idempotencyKey, actor, now } = asked;
  const once = onceFor(idempotencyKey, debitAnswer);
  return changeAccounts(source, { request, accountIds: [accountId], actor, now, ...once }, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const answer = question(account);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    await accept(firstClause(answer.clauses), answer.says);
    await work(tx, account);
    return { state: debitState((await lockAccountSnapshot(tx, accountId, now)).facts), says: answer.says };
  });
}

/** J.6: asks for a bank debit; it is pending until the bank has confirmed it, two bills at most. */
export function enrolDebit(
  source: DataSource,
  each: DebitAsked & { readonly written: boolean },
  actor: Actor,
  now: Instant,
): Promise<DebitAnswer> {
  const { accountId, written } = each;
  const why = 'The form and a void check were given.';
  return decide(
    source,
    { ...each, request: 'enrol-ach', actor, now },
    ({ facts }) => mayEnrol(facts, written, now),
    async (tx) => {
      await clearFlags({ tx, actor, now }, { accountId, kind: 'ach-removed', clause: 'J.6', why });
      await setFlag({ tx, actor, now }, { accountId, kind: 'ach-pending', clause: 'J.6', why });
    },
  );
}

/** J.6: stops a bank debit, in writing. */
export function stopDebit(
  source: DataSource,
  each: DebitAsked & { readonly written: boolean },
  actor: Actor,
  now: Instant,
): Promise<DebitAnswer> {
  const { accountId, written } = each;
  const why = 'Stopped in writing.';
  return decide(
    source,
    { ...each, request: 'stop-ach', actor, now },
    ({ facts }) => mayStopDebit(facts, written),
    async (tx) => {
      for (const kind of ['ach-active', 'ach-pending'] as const)
        await clearFlags({ tx, actor, now }, { accountId, kind, clause: 'J.6', why });
    },
  );
}

/** J.6: the bank has confirmed the debit: it is active from now on. Also by the clock, at the end of its time. */
export async function startDebit(change: Change, accountId: number): Promise<void> {
  const why = 'The bank debit has started.';
  const pending = await clearFlags(change, { accountId, kind: 'ach-pending', clause: 'J.6', why });
  if (pending > 0) await setFlag(change, { accountId, kind: 'ach-active', clause: 'J.6', why });
}

/** J.6: the bank has confirmed the debit before its time is over. */
export function confirmDebit(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  idempotencyKey?: string,
): Promise<DebitAnswer> {
  return decide(
    source,
    { request: 'confirm-ach', accountId, idempotencyKey, actor, now },
    ({ facts }) =>
      debitState(facts) === 'pending'
        ? { granted: true, clauses: ['J.6'], says: 'The bank debit is active.' }
        : { granted: false, clauses: ['J.6'], says: 'No bank debit is waiting for the bank.' },
    (tx) => startDebit({ tx, actor, now }, accountId),
  );
}

/** K.9.a: the bank, or the customer, says that the bank account is closed: the debit ends at once. */
export function bankAccountClosed(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  idempotencyKey?: string,
): Promise<DebitAnswer> {
  return decide(
    source,
    { request: 'bank-account-closed', accountId, idempotencyKey, actor, now },
    ({ facts }) => mayRemoveDebit(facts),
    (tx, { facts, profile }) => removeDebit({ tx, actor, now }, facts, policyAt(profile, now)),
  );
}
