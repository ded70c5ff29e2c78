import type { AppealFacts, ClauseId } from '@curbstop/policy';
import { z } from 'zod';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { NotFound } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { mailLetter } from '../../reconcile/notices/letter.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';

/** H.3: the task to decide an appeal. */
export const APPEAL_TASK = 'appeal';
/** H.1: somebody says whether an appeal over the limit is heard. */
export const OVER_LIMIT_TASK = 'appeal-over-limit';
/** H.4.a. */
export const FURTHER_TASK = 'further-appeal';

/** What a filing or a decision answers. */
export const appealAnswered = z.object({ appealId: z.int(), says: z.string() });
export type AppealAnswered = Readonly<z.output<typeof appealAnswered>>;

/** What the facts do not tell of an appeal. */
export interface KeptAppeal {
  readonly holdId: number;
  /** H.6: the hold of a lost level 1; null before there is one. */
  readonly upheldHoldId: number | null;
}

export async function keptAppeal(tx: Tx, appealId: number): Promise<KeptAppeal> {
  const kept = await row<KeptAppeal>(
    tx,
    'SELECT hold_id AS "holdId", upheld_hold_id AS "upheldHoldId" FROM appeal WHERE id = $1',
    [appealId],
  );
  if (!kept) throw new Error(`The appeal ${appealId} is gone.`);
  return kept;
}

/** The appeals a request is about: the one it names, else all of the account. */
export function appealsMeant(
  account: AccountSnapshot,
  appealId: number | null,
): { readonly appeals: readonly AppealFacts[] } {
  if (appealId === null) return account.facts;
  const appeals = account.facts.appeals.filter((each) => each.appealId === appealId);
  if (appeals.length === 0) throw new NotFound('There is no such appeal.');
  return { appeals };
}

/** Closes what is open of an appeal's tasks: its matter is decided, or goes to others. */
export async function closeAppealTasks(
  change: Change,
  { accountId, appealId, outcome }: { readonly accountId: number; readonly appealId: number; readonly outcome: string },
): Promise<void> {
  const { tx } = change;
  const open = await rows<{ id: number; kind: string }>(
    tx,
    `SELECT id, kind FROM task WHERE account_id = $1 AND kind = ANY($2) AND subject->>'appealId' = $3 AND done_at IS NULL
     ORDER BY id`,
    [accountId, [APPEAL_TASK, OVER_LIMIT_TASK, FURTHER_TASK], String(appealId)],
  );
  for (const { id, kind } of open) await closeTasks(change, { accountId, kind, outcome, taskId: id });
}

/** H.3.c, H.4.a: mails the letter of a decision. */
export async function mailDecision(
  change: Change,
  account: AccountSnapshot,
  appeal: Pick<AppealFacts, 'appealId' | 'level' | 'billId'>,
  clause: ClauseId,
): Promise<void> {
  const billIds = appeal.billId === null ? [] : [appeal.billId];
  const actKey = `${account.accountId}/${appeal.billId ?? '-'}/${clause}/appeal-${appeal.appealId}-${appeal.level}`;
  await mailLetter(change, account, { kind: 'decision', clause, billIds, amount: null, actKey });
}
