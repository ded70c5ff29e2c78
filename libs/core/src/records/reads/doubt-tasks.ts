import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { lockAccounts } from '../../db/locks.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import type { Change } from '../../db/change.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { SCHEDULER } from '../../journal/system-actors.ts';
import { endTaskOf, makeTasks } from '../tasks/tasks.ts';
import { toldRegister } from './tail.ts';
import type { KeptRead } from './tail.ts';

/** The kind of the task for readings that are doubted. */
export const READ_DOUBT_TASK = 'read-doubt';
/** The kind of the task for two registers of one moment: one is kept and nothing is doubted, so that a note is enough. */
export const READ_CLASH_TASK = 'read-clash';
/** The kind of the task for a register that began again: it is counted on, and a person looks why. */
export const BEGAN_AGAIN_TASK = 'register-began-again';
/** The kind of the task for a bill that ends at a reading which is void. */
export const CORRECT_BILL_TASK = 'correct-bill';

interface OfMeter {
  readonly meterId: number;
  readonly serial: string;
}

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
  change: Change,
  { meterId, serial }: OfMeter,
  accountId: number | null,
  message: string,
): Promise<JournalEntry[]> {
  const says = `A reading of meter ${serial} is doubted. ${message} Accept it or void it, with the reason.`;
  const task = { accountId, kind: READ_DOUBT_TASK, role: 'clerk' as const, clause: 'B.1' as const, says };
  return makeTasks(change, [{ ...task, dueAt: null, actKey: null, openKey: doubtKey(meterId), subject: { meterId } }]);
}

/** One open task of a kind that a note closes: nothing is left to decide, and a person looks. */
function lookTask(
  change: Change,
  kind: string,
  meterId: number,
  accountId: number | null,
  says: string,
): Promise<JournalEntry[]> {
  const task = { accountId, kind, role: 'clerk' as const, clause: 'B.1' as const, says, dueAt: null, actKey: null };
  return makeTasks(change, [{ ...task, openKey: `${kind}/${meterId}`, subject: { meterId } }]);
}

/** One open task for a meter that sent two registers for one moment. */
export function clashTask(
  change: Change,
  { meterId, serial }: OfMeter,
  accountId: number | null,
  message: string,
): Promise<JournalEntry[]> {
  const says = `Meter ${serial}: ${message} Void the one that is kept if it is wrong, and say what came of it.`;
  return lookTask(change, READ_CLASH_TASK, meterId, accountId, says);
}

/** One open task for a meter whose register began again, as its readings show: it may have been exchanged without a word. */
export function beganAgainTask(
  change: Change,
  { meterId, serial }: OfMeter,
  accountId: number | null,
  message: string,
): Promise<JournalEntry[]> {
  const says = `Meter ${serial}: ${message} Find out whether it was exchanged, and say what came of it.`;
  return lookTask(change, BEGAN_AGAIN_TASK, meterId, accountId, says);
}

/** Whether a reading of a meter waits for a decision, however old it is. */
export async function hasDoubts(db: Reader, meterId: number): Promise<boolean> {
  const found = await row(db, "SELECT 1 FROM meter_read WHERE meter_id = $1 AND quality = 'suspect' LIMIT 1", [
    meterId,
  ]);
  return found !== null;
}

/**
 * Closes the task of a meter whose readings are all decided, by a person or by later readings: nobody has anything left to
 * decide. Returns the journal row, to be appended. The meter is locked.
 */
export async function endDoubtTask(change: Change, meterId: number, outcome: string): Promise<JournalEntry[]> {
  const { tx } = change;
  return (await hasDoubts(tx, meterId)) ? [] : endTaskOf(change, doubtKey(meterId), outcome);
}

/** What came of a doubt that nobody had to decide. */
export const SETTLED_BY_READINGS = 'Later readings decided it.';
/** A task stays open for so long at least: a device that is doubted and settled all the time opens and closes no more than one an hour. */
const SETTLED_AFTER_MS = 3_600_000;
const SETTLED_AT_ONCE = 500;

/** Closes the tasks of meters whose doubted readings were all decided by later ones; returns how many there were. */
export async function endSettledDoubts(source: DataSource, now: Instant): Promise<number> {
  return inTransaction(source, async (tx) => {
    const settled = await rows<{ meterId: number | null; accountId: number | null }>(
      tx,
      `SELECT (t.subject->>'meterId')::int AS "meterId", t.account_id AS "accountId" FROM task t
       WHERE t.kind = $1 AND t.done_at IS NULL AND t.opened_at <= $2 AND NOT EXISTS (SELECT 1 FROM meter_read r
         WHERE r.meter_id = (t.subject->>'meterId')::int AND r.quality = 'suspect')
       ORDER BY t.id LIMIT ${SETTLED_AT_ONCE}`,
      [READ_DOUBT_TASK, sqlInstant((now - SETTLED_AFTER_MS) as Instant)],
    );
    const meterIds = settled.map(({ meterId }) => meterId).filter((meterId) => meterId !== null);
    if (meterIds.length === 0) return 0;
    // Whoever stores a doubted reading has its account locked: what comes meanwhile is seen below.
    const accounts = settled.map(({ accountId }) => accountId);
    for (const meterId of meterIds) accounts.push(await accountOfMeter(tx, meterId));
    await lockAccounts(
      tx,
      accounts.filter((accountId) => accountId !== null),
    );
    const ended: JournalEntry[] = [];
    for (const meterId of meterIds)
      ended.push(...(await endDoubtTask({ tx, actor: SCHEDULER, now }, meterId, SETTLED_BY_READINGS)));
    await append(tx, ended);
    return ended.length;
  });
}

/** B.1: bills that end at a reading which is void now: each is one task, and nobody is billed on by itself. */
export async function correctionTasks(change: Change, read: KeptRead): Promise<JournalEntry[]> {
  const { tx } = change;
  const bills = await rows<{ billId: number; number: string; accountId: number }>(
    tx,
    `SELECT b.id AS "billId", b.number, b.account_id AS "accountId" FROM bill b LEFT JOIN batch t ON t.id = b.batch_id
     WHERE b.meter_id = $1 AND b.end_litres = $2 AND b.end_shift = $3 AND b.kind <> 'corrected' AND b.replaced_by IS NULL
       AND b.taken_back_at IS NULL AND t.undone_at IS NULL`,
    [read.meterId, read.litres, read.shift],
  );
  return makeTasks(
    change,
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
  );
}
