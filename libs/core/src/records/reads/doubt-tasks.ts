import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { makeTasks } from '../tasks/tasks.ts';
import { toldRegister } from './tail.ts';
import type { KeptRead } from './tail.ts';

/** The kind of the task for readings that are doubted. */
export const READ_DOUBT_TASK = 'read-doubt';
/** The kind of the task for a bill that ends at a reading which is void. */
export const CORRECT_BILL_TASK = 'correct-bill';

export function doubtKey(meterId: number): string {
  return `${READ_DOUBT_TASK}/${meterId}`;
}

/** The account that a meter's water is billed to: the open one at its place, else the last one there; null where there is none. */
export async function accountOfMeter(db: Reader, meterId: number): Promise<number | null> {
  const found = await row<{ accountId: number }>(
    db,
    `SELECT a.id AS "accountId" FROM meter_installation i JOIN account a ON a.service_point_id = i.service_point_id
     WHERE i.meter_id = $1
     ORDER BY i.removed_on IS NULL DESC, i.installed_on DESC, a.status = 'active' DESC, a.id DESC LIMIT 1`,
    [meterId],
  );
  return found?.accountId ?? null;
}

/** One open task for a meter, however many of its readings are doubted. */
export function doubtTask(
  tx: Tx,
  meter: { readonly meterId: number; readonly serial: string },
  accountId: number | null,
  message: string,
  actor: Actor,
  now: Instant,
): Promise<JournalEntry[]> {
  const { meterId, serial } = meter;
  const says = `A reading of meter ${serial} is doubted. ${message} Accept it or void it, with the reason.`;
  const task = { accountId, kind: READ_DOUBT_TASK, role: 'clerk' as const, clause: 'B.1' as const, says };
  return makeTasks(
    tx,
    [{ ...task, dueAt: null, actKey: null, openKey: doubtKey(meterId), subject: { meterId } }],
    actor,
    now,
  );
}

/** B.1: bills that end at a reading which is void now: each is one task, and nobody is billed on by itself. */
export async function correctionTasks(tx: Tx, read: KeptRead, actor: Actor, now: Instant): Promise<JournalEntry[]> {
  const bills = await rows<{ billId: number; number: string; accountId: number }>(
    tx,
    `SELECT b.id AS "billId", b.number, b.account_id AS "accountId" FROM bill b LEFT JOIN batch t ON t.id = b.batch_id
     WHERE b.meter_id = $1 AND b.end_litres = $2 AND b.end_shift = $3 AND b.kind <> 'corrected' AND b.replaced_by IS NULL
       AND b.taken_back_at IS NULL AND t.undone_at IS NULL`,
    [read.meterId, read.litres, read.shift],
  );
  return makeTasks(
    tx,
    bills.map(({ billId, number, accountId }) => ({
      accountId,
      kind: CORRECT_BILL_TASK,
      role: 'finance' as const,
      clause: 'B.1' as const,
      says: `Bill ${number} ends at the reading ${toldRegister(read)}, which is void. Take the bill back; it is made again from a good reading.`,
      dueAt: null,
      actKey: null,
      openKey: `${CORRECT_BILL_TASK}/${billId}`,
      subject: { billId, meterId: read.meterId },
    })),
    actor,
    now,
  );
}
