import type { Actor } from '@curbstop/contracts';
import type { Cents, Instant, WaiverKind } from '@curbstop/policy';
import { mayWaive } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import { withoutKey } from '../../db/request-key.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeTasks, openTask } from '../../records/tasks/tasks.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { waiveLateCharge } from '../../reconcile/late-charges/waive.ts';
import { firstClause } from '../../journal/first-clause.ts';

/** The kind of the task that asks for a decision. */
export const COURTESY_TASK = 'courtesy-waiver';
/** C.1.a leaves it to the city: whoever serves customers there. */
const DECIDERS = ['clerk', 'cashier', 'finance', 'supervisor', 'asst-director-finance', 'admin'] as const;

export interface WaiverRequest {
  readonly accountId: number;
  readonly kind: WaiverKind;
  /** The bill whose late charge is meant; null for the latest. */
  readonly billId: number | null;
  /** C.1.a: what the city decides, by whom and why; null while it is still to be decided. Not asked for a low income. */
  readonly decision: { readonly outcome: 'approve' | 'deny'; readonly reason: string; readonly by: Actor } | null;
  readonly idempotencyKey: string;
}

export interface WaiverAnswer {
  readonly state: 'waived' | 'to-be-decided';
  readonly billId: number;
  readonly amount: Cents;
  readonly says: string;
}

/** What the same request was answered before, where it was waived. */
async function waivedBefore(tx: Tx, accountId: number, actKey: string): Promise<WaiverAnswer | null> {
  const credit = await row<{ billId: number | null; amount: Cents }>(
    tx,
    'SELECT bill_id AS "billId", (-amount)::bigint AS amount FROM ledger_entry WHERE act_key = $1 AND account_id = $2',
    [actKey, accountId],
  );
  if (!credit) return null;
  const { billId, amount } = credit;
  if (billId === null) throw new Error(`${actKey} is of no bill.`);
  return { state: 'waived', billId, amount, says: 'The late charge is waived.' };
}

/**
 * C.1.a, C.1.b: somebody asks for a late charge to be waived. A courtesy is decided by a person, at once or later; a
 * low income by its evidence. Throws {@link Refused} with every clause that refuses it.
 */
export async function requestWaiver(
  source: DataSource,
  input: WaiverRequest,
  actor: Actor,
  now: Instant,
): Promise<WaiverAnswer> {
  const { accountId, kind, decision } = input;
  if (decision !== null && decision.reason.trim() === '') throw new Invalid('reason', 'Say why it is so decided.');
  const actKey = `waiver/${input.idempotencyKey}`;
  const denied = kind === 'courtesy' && decision?.outcome === 'deny';
  try {
    return await changeAccounts(
      source,
      {
        request: 'request-waiver',
        accountIds: [accountId],
        actor,
        now,
        before: (tx) => waivedBefore(tx, accountId, actKey),
      },
      async (change) => {
        const { tx, accept } = change;
        const account = await lockAccountSnapshot(tx, accountId, now);
        const policy = policyAt(account.profile, now);
        const answer = mayWaive(kind, account.facts, policy, now, input.billId);
        const { billId, amount, clauses } = answer;
        if (!answer.granted || billId === null) throw new Refused(answer.says, clauses);
        const clause = firstClause(clauses);
        if (kind === 'courtesy' && decision === null) {
          await accept(clause, 'The city will decide whether it waives the late charge.');
          const task = {
            accountId,
            kind: COURTESY_TASK,
            role: 'clerk' as const,
            clause,
            says: answer.says,
            dueAt: null,
          };
          await openTask(change, { ...task, actKey: `${accountId}/${billId}/C.1.a/request`, subject: { billId } });
          return { state: 'to-be-decided' as const, billId, amount, says: answer.says };
        }
        if (kind === 'courtesy' && decision !== null) {
          mustBe(
            decision.by,
            DECIDERS,
            'C.1.a',
            'Only staff of the billing office can waive a late charge as a courtesy.',
          );
          if (decision.outcome === 'deny')
            throw new Refused(`The city does not waive the late charge. ${decision.reason}`, ['C.1.a']);
        }
        const by = decision?.by ?? actor;
        change.causedBy({ actor: by });
        await accept(clause, decision?.reason);
        await waiveLateCharge({ tx, actor: by, now }, account, { kind, billId, clause, actKey });
        await closeTasks(
          { tx, actor: by, now },
          { accountId, kind: COURTESY_TASK, outcome: decision?.reason ?? 'Waived.' },
        );
        return { state: 'waived' as const, billId, amount, says: 'The late charge is waived.' };
      },
    );
  } catch (error) {
    // The refusal takes back all else that was written, so the task of the request is closed by itself.
    if (denied && error instanceof Refused)
      await withoutKey(() =>
        changeAccounts(source, { accountIds: [accountId], actor: decision.by, now }, ({ tx }) =>
          closeTasks({ tx, actor: decision.by, now }, { accountId, kind: COURTESY_TASK, outcome: decision.reason }),
        ),
      );
    throw error;
  }
}
