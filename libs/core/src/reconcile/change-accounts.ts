import type { Actor } from '@curbstop/contracts';
import type { ClauseId, Instant, PolicyParameters } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import type { Change } from '../db/change.ts';
import { NotFound, Refused } from '../db/errors.ts';
import { lockAccounts, lockMoreAccounts } from '../db/locks.ts';
import { withoutKey } from '../db/request-key.ts';
import { inTransaction } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { accountsTold, append } from '../journal/append.ts';
import type { WorkOrder } from '../records/orders/work-order.entity.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { once } from '../records/requests/idempotency.ts';
import type { AnsweredOnce } from '../records/requests/idempotency.ts';
import { reconcileAccounts } from './reconcile-account.ts';
import type { Cause } from './reconcile-account.ts';

/** Who changes which accounts, and when. */
export interface ChangeOf {
  /**
   * The accounts that are changed, as far as they are known beforehand; they are locked first, in the order of their numbers.
   * A function first locks what stands over many accounts (a batch, a place, a moratorium) and answers them.
   */
  readonly accountIds: readonly number[] | ((tx: Tx) => Promise<readonly number[]>);
  readonly actor: Actor;
  readonly now: Instant;
}

/** A change that somebody asks for. */
export interface ChangeAsked<T> extends ChangeOf {
  /** As the journal and the scenarios name the request. Given, the journal tells a refusal of it too. */
  readonly request?: string;
  /** The account whose journal tells of the request, null for the city's; left out, the first of `accountIds`. */
  readonly about?: number | null;
  /** Where it may be sent again because no answer came: the same key is done once and answered the same. */
  readonly once?: AnsweredOnce<T>;
  /** The answer to the same request before, read with the accounts locked; null for a new one. Nothing is changed then. */
  readonly before?: (tx: Tx) => Promise<T | null>;
}

/** What an action has in hand while it changes accounts. */
export interface AccountChange extends Change {
  /** The accounts that are changed, so far. */
  readonly touched: ReadonlySet<number>;
  /** Takes more accounts into the change, found while it runs: they are locked now and reconciled at the end. */
  touch(...accountIds: readonly number[]): Promise<void>;
  /** Journals that the request is taken, and by which clause. Call it before the first write. */
  accept(clause: ClauseId, says?: string): Promise<void>;
  /** What moves the accounts, for whoever reads why an order was called off: a payment, or somebody else than who asks. */
  causedBy(cause: Partial<Cause>): void;
  /** The policy in force for an account at the moment of the change. */
  policyOf(account: { readonly profile: string }): PolicyParameters;
}

/** An answer that can be given only when the accounts are reconciled. */
class Afterwards<T> {
  readonly answer: (calledOff: readonly WorkOrder[]) => Promise<T>;
  constructor(answer: (calledOff: readonly WorkOrder[]) => Promise<T>) {
    this.answer = answer;
  }
}

/** For work whose answer tells what came of it: `answer` is asked last, with the orders that were called off. */
export function afterwards<T>(answer: (calledOff: readonly WorkOrder[]) => Promise<T>): Afterwards<T> {
  return new Afterwards(answer);
}

export type ChangeWork<T> = (change: AccountChange) => Promise<T | Afterwards<T>>;

/** Accounts that are reconciled in one statement a table. */
const PAGE = 500;

/** Does the work of one change, and then what nobody can forget: reconciles the accounts, and their alarms are set with that. */
async function carryOut<T>(
  tx: Tx,
  { actor, now }: Pick<ChangeOf, 'actor' | 'now'>,
  locks: Locks,
  accept: AccountChange['accept'],
  work: ChangeWork<T>,
): Promise<T> {
  let cause: Cause = { actor };
  const change: AccountChange = {
    tx,
    actor,
    now,
    accept,
    touched: locks.touched,
    touch: (...accountIds) => locks.touch(tx, accountIds),
    causedBy: (more) => {
      cause = { ...cause, ...more };
    },
    policyOf: ({ profile }) => policyAt(profile, now),
  };
  const toldBefore = accountsTold(tx).length;
  const done = await work(change);
  // Whose journal was written was changed, whether or not the work said so.
  await locks.touch(tx, [...new Set(accountsTold(tx).slice(toldBefore))]);
  const ids = locks.end();
  const calledOff: WorkOrder[] = [];
  for (let from = 0; from < ids.length; from += PAGE)
    calledOff.push(...(await reconcileAccounts(tx, ids.slice(from, from + PAGE), cause, now)));
  return done instanceof Afterwards ? done.answer(calledOff) : done;
}

/** The accounts that a change holds. They live on where the transaction is done again. */
class Locks {
  readonly touched = new Set<number>();
  private highest = 0;
  private isOver = false;

  /** Locks what is known, first of all. */
  async begin(tx: Tx, { accountIds }: ChangeOf): Promise<void> {
    this.isOver = false;
    const named = typeof accountIds === 'function' ? await accountIds(tx) : accountIds;
    const ids = [...new Set([...named, ...this.touched])];
    const locked = await lockAccounts(tx, ids);
    this.highest = locked.at(-1) ?? 0;
    // What an earlier attempt touched may be a row that it had made, which is gone with it.
    if (named.some((id) => !locked.includes(id))) throw new NotFound('There is no such account.');
    this.touched.clear();
    for (const id of locked.filter((each) => ids.includes(each))) this.touched.add(id);
  }

  async touch(tx: Tx, accountIds: readonly number[]): Promise<void> {
    if (this.isOver) throw new Error(`Accounts ${accountIds.join(', ')} are touched after their change is over.`);
    const more = accountIds.filter((id) => !this.touched.has(id));
    if (more.length === 0) return;
    for (const id of more) this.touched.add(id);
    const locked = await lockMoreAccounts(tx, more, this.highest);
    this.highest = Math.max(this.highest, locked.at(-1) ?? 0);
  }

  end(): number[] {
    this.isOver = true;
    return [...this.touched].sort((a, b) => a - b);
  }
}

/**
 * The one way to change accounts, whole or not at all: opens the transaction, locks the accounts in their order, answers a
 * request that was done before as it was answered then, does `work`, and at last reconciles every account that it touched
 * (orders and holds follow the facts) and sets their alarms. When the request is {@link Refused} nothing stays of it but the
 * refusal, which is journaled with its clauses, and goes on to the caller.
 */
export async function changeAccounts<T>(source: DataSource, asked: ChangeAsked<T>, work: ChangeWork<T>): Promise<T> {
  const { actor, now, request } = asked;
  const locks = new Locks();
  const about = asked.about === undefined ? firstOf(asked.accountIds) : asked.about;
  try {
    return await inTransaction(source, async (tx) => {
      await locks.begin(tx, asked);
      const before = (await asked.before?.(tx)) ?? null;
      if (before !== null) return before;
      const accept: AccountChange['accept'] = async (clause, says) => {
        if (request === undefined) throw new Error('A change that nobody asked for is not accepted.');
        const facts = says === undefined ? { request } : { request, says };
        await append(tx, [{ event: 'request.accepted', facts, at: now, actor, clause, accountId: about }]);
      };
      const whole = (): Promise<T> => carryOut(tx, asked, locks, accept, work);
      if (!asked.once) return whole();
      const name = asked.once.name ?? request;
      if (name === undefined) throw new Error('What is done once for its key has a name.');
      return once(tx, asked.once, { request: name, accountId: about }, now, whole);
    });
  } catch (error) {
    if (!(error instanceof Refused) || request === undefined) throw error;
    await withoutKey(() =>
      inTransaction(source, async (tx) => {
        const facts = { request, because: error.clauses, says: error.says };
        const clause = error.clauses[0] ?? null;
        await append(tx, [{ event: 'request.refused', facts, at: now, actor, clause, accountId: about }]);
      }),
    );
    throw error;
  }
}

function firstOf(accountIds: ChangeOf['accountIds']): number | null {
  if (typeof accountIds === 'function') return null;
  return accountIds[0] ?? null;
}

/** The same inside a transaction that does more: one act of the clock among those of a look. */
export async function changeInside<T>(tx: Tx, of: ChangeOf, work: ChangeWork<T>): Promise<T> {
  const locks = new Locks();
  await locks.begin(tx, of);
  const accept = (): Promise<void> => Promise.reject(new Error('A change that nobody asked for is not accepted.'));
  return carryOut(tx, of, locks, accept, work);
}
