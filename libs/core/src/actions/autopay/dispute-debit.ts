import { clauseId } from '@curbstop/contracts';
import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { billToDebit, dayOf, mayRaiseConcern, startOfDay } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { append } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { openTask } from '../../records/tasks/tasks.ts';
import { firstClause } from '../../journal/first-clause.ts';

const answered = z.object({ granted: z.boolean(), clauses: z.array(clauseId), says: z.string() });
type Answered = z.output<typeof answered>;

export interface DebitDispute {
  readonly accountId: number;
  readonly concern: string;
  /** The same key again is the same concern; left out by whoever cannot ask twice. */
  readonly idempotencyKey?: string;
}

const request = 'raise-ach-concern';

async function keep(change: Change, { accountId, concern }: DebitDispute): Promise<Answered> {
  const { tx, actor, now } = change;
  const { facts, profile } = await lockAccountSnapshot(tx, accountId, now);
  const policy = policyAt(profile, now);
  const found = mayRaiseConcern(facts, policy, now);
  const bill = billToDebit(facts, dayOf(now, policy.timeZone));
  const clause = firstClause(found.clauses);
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
  await openTask(change, {
    accountId,
    kind: 'ach-concern',
    role: 'clerk',
    clause: 'J.6',
    says: `${found.granted ? 'Before the debit' : 'For a later bill'}: ${concern}`,
    dueAt: found.granted && bill ? startOfDay(bill.due, policy.timeZone) : null,
    actKey: null,
    ...(bill ? { subject: { billId: bill.billId } } : {}),
  });
  return { ...found, clauses: [...found.clauses] };
}

/**
 * J.6: a concern about the coming debit. In time it is a task to be done before the bill is due; a late one is refused for this
 * bill, and kept as a task all the same (reading 134).
 */
export async function disputeDebit(
  source: DataSource,
  debitDispute: DebitDispute,
  actor: Actor,
  now: Instant,
): Promise<{ readonly says: string }> {
  const { accountId, idempotencyKey } = debitDispute;
  const asked = { request, accountIds: [accountId], actor, now, ...onceFor(idempotencyKey, answered) };
  const answer = await changeAccounts(source, asked, ({ tx }) => keep({ tx, actor, now }, debitDispute));
  if (!answer.granted) throw new Refused(answer.says, answer.clauses);
  return { says: answer.says };
}
