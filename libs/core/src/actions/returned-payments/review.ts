import type { Cents, ClauseId } from '@curbstop/policy';
import { formatDollars, returnKind } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { openTask } from '../../records/tasks/tasks.ts';

/** K.1, K.9: what came back and does not count is looked at by a person; nothing is asked of the customer by itself. */
export async function reviewReturn(
  change: Change,
  each: { readonly returnId: number; readonly accountId: number; readonly amount: Cents; readonly code: string },
): Promise<void> {
  const bankError = returnKind(each.code) === 'bank-error';
  const clause: ClauseId = bankError ? 'K.1' : 'K.9';
  const says = bankError
    ? `The bank returned ${formatDollars(each.amount)} by its own error. Present it again, and tell the customer.`
    : `A debit of ${formatDollars(each.amount)} came back with code ${each.code}. Ask the customer before the next one.`;
  await openTask(change, {
    accountId: each.accountId,
    kind: bankError ? 'bank-error' : 'returned-debit',
    role: 'clerk',
    clause,
    says,
    dueAt: null,
    actKey: `return-review/${each.returnId}`,
    subject: { returnId: each.returnId, code: each.code },
  });
}
