import type { Actor, HeldBillList } from '@curbstop/contracts';
import type { Day, Instant } from '@curbstop/policy';
import { addDays, dayOf, dialOfLiters } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { makeOrder } from '../../records/orders/service-orders.ts';
import { Conflict, Invalid, NotFound, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { isOwn, meanwhile } from '../../records/requests/meanwhile.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { decideIn } from '../meters/decide-reading.ts';
import { endDoubtTask } from '../../records/reads/doubt-tasks.ts';
import { dialAtStart, dialWhen } from '../../records/reads/meter-context.ts';
import { markRead, readsWhere, renewTail } from '../../records/reads/tail.ts';
import type { KeptRead } from '../../records/reads/tail.ts';
import { billCandidates, withReadOrdered } from '../../records/bills/accounts-to-bill.ts';
import { issueFinalBill } from './final-bill.ts';
import { endHold } from '../../records/bills/held-bills.ts';
import type { HoldEnd } from '../../records/bills/held-bills.ts';
import { issueChunk, readWindow } from './issue-bills.ts';

/** What a person does with a bill that is held. */
export const HELD_BILL_ACTIONS = ['release', 'void-reading', 'read-again'] as const;
export type HeldBillAction = (typeof HELD_BILL_ACTIONS)[number];

interface Held {
  heldId: number;
  accountId: number;
  kind: 'regular' | 'final';
  meterId: number;
  group: number;
  readMonday: Day;
  readAt: Instant;
  endLitres: number;
  state: string;
  version: number;
  reason: string | null;
  decidedBy: Actor | null;
  decidedAt: Instant | null;
}

const BECOMES = { release: 'released', 'void-reading': 'read-void', 'read-again': 'reading-again' } as const;
const BECAME: Readonly<Record<string, string>> = {
  released: 'released',
  'read-void': 'ended with its reading void',
  'reading-again': 'given to a crew to read again',
  overtaken: 'overtaken by a later reading',
};

/** When a bill was held, or came to its reading since: it shows the face that the meter had then, whatever was corrected later. */
const SHOWN_AT = 'greatest(h.held_at, h.read_at)';
/** The first day of the period that a held bill is for. */
const BEGAN_ON = `coalesce((SELECT max(b.period_to) FROM bill b LEFT JOIN batch t ON t.id = b.batch_id WHERE b.account_id = h.account_id
    AND t.undone_at IS NULL AND b.taken_back_at IS NULL AND b.replaced_by IS NULL), a.opened_on)`;

/** The bills that wait for a person, oldest first. */
export async function listHeldBills(db: Reader): Promise<HeldBillList> {
  const found = await rows<
    Omit<HeldBillList['bills'][number], 'startRegister' | 'endRegister'> & { startLitres: number; endLitres: number }
  >(
    db,
    `SELECT h.id AS "heldId", h.account_id AS "accountId", a.number, c.name AS customer, p.address, h.kind, h.bill_date AS "billDate",
       h.read_at AS "readAt", h.start_litres AS "startLitres", h.end_litres AS "endLitres", h.units, h.usual_units AS "usualUnits",
       h.amount, h.message, h.version, ${dialWhen('m', SHOWN_AT)} AS dial,
       coalesce(${dialAtStart('h.meter_id', BEGAN_ON)}, ${dialWhen('m', SHOWN_AT)}) AS "startDial"
     FROM held_bill h JOIN meter m ON m.id = h.meter_id JOIN account a ON a.id = h.account_id JOIN customer c ON c.id = a.customer_id
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE h.state = 'held' ORDER BY h.id LIMIT 500`,
  );
  return {
    bills: found.map(({ startLitres, endLitres, ...bill }) => ({
      ...bill,
      startRegister: dialOfLiters(startLitres, bill.startDial),
      endRegister: dialOfLiters(endLitres, bill.dial),
    })),
  };
}

interface HeldDecision {
  readonly heldId: number;
  readonly deed: HeldBillAction;
  readonly reason: string;
  readonly version: number;
}

/** The hold as it was seen; null where the same person has decided just so already. */
async function lockHeld(change: Change, asked: HeldDecision): Promise<Held | null> {
  const { tx, actor, now } = change;
  const { heldId, deed, version } = asked;
  const held = await row<Held>(
    tx,
    `SELECT id AS "heldId", account_id AS "accountId", kind, meter_id AS "meterId", route_group AS "group", read_monday AS "readMonday",
       read_at AS "readAt", end_litres AS "endLitres", state, version, reason, decided_by AS "decidedBy", decided_at AS "decidedAt"
     FROM held_bill WHERE id = $1 FOR UPDATE`,
    [heldId],
  );
  if (!held) throw new NotFound('There is no such bill.');
  if (held.state === 'held' && held.version === version) return held;
  const became = BECAME[held.state] ?? 'changed';
  const done = { by: held.decidedBy, at: held.decidedAt, became, reason: held.reason, version: held.version };
  if (held.state === BECOMES[deed] && isOwn(done, actor, asked)) return null;
  throw await meanwhile(tx, 'This bill', done, now);
}

async function readOf(tx: Tx, held: Held): Promise<KeptRead> {
  await tx.query('SELECT 1 FROM read_tail WHERE meter_id = $1 FOR UPDATE', [held.meterId]);
  const [read] = await readsWhere(tx, 'r.meter_id = $1 AND r.read_at = $2', [held.meterId, sqlInstant(held.readAt)]);
  if (!read) throw new Error(`The reading of held bill ${held.heldId} is not there.`);
  return read;
}

/** The bill is made as it is, and bears today's date. */
async function release(change: Change, account: AccountSnapshot, held: Held): Promise<void> {
  const { tx, now } = change;
  if (held.kind === 'final') {
    if (!(await issueFinalBill(change, account, true)))
      throw new Refused('The final bill cannot be made from these readings.', ['A.3']);
    return;
  }
  const { profile, accountId } = account;
  const billDate = dayOf(now, policyAt(profile, now).timeZone);
  const run = { group: held.group, readMonday: held.readMonday, billDate, profile };
  const found = await billCandidates(tx, run.group, billDate, readWindow(run, now), {
    afterId: accountId - 1,
    limit: 1,
  });
  const [candidate] = found.filter((each) => each.accountId === accountId);
  if (candidate?.endLitres !== held.endLitres || candidate.endAt !== held.readAt)
    throw new Conflict('Its reading was changed meanwhile. Void the reading or have the meter read again.');
  const { bills } = await issueChunk(change, [candidate], run, true);
  if (bills === 0) throw new Refused('There is no full day since the last bill.', ['B.1']);
}

/** A crew reads the meter; when it has, the account is billed. */
async function orderRead(change: Change, account: AccountSnapshot, held: Held): Promise<void> {
  const { tx, now } = change;
  const { accountId } = account;
  const dueOn = addDays(dayOf(now, policyAt(account.profile, now).timeZone), 1);
  const actKey = `${accountId}/-/B.1/held-${held.heldId}`;
  if (held.kind === 'final') {
    await tx.query(
      'UPDATE closing SET final_read_at = NULL, final_litres = NULL, final_shift = 0 WHERE account_id = $1',
      [accountId],
    );
    await makeOrder(change, { accountId, kind: 'final-read', clause: 'A.3', dueOn, actKey });
  } else if (!(await withReadOrdered(tx, [accountId])).has(accountId))
    await makeOrder(change, { accountId, kind: 'manual-read', clause: 'B.1', dueOn, actKey });
}

/** B.1: a person releases a bill that is far above the own use, voids its reading, or has the meter read again. */
export async function decideHeldBill(
  source: DataSource,
  asked: HeldDecision,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { heldId, deed } = asked;
  const reason = asked.reason.trim();
  if (reason === '') throw new Invalid('reason', 'Say why, so that it can be read to a customer.');
  const found = await row<{ accountId: number }>(
    source,
    'SELECT account_id AS "accountId" FROM held_bill WHERE id = $1',
    [heldId],
  );
  if (!found) throw new NotFound('There is no such bill.');
  await changeAccounts(source, { accountIds: [found.accountId], actor, now }, async (change) => {
    const { tx } = change;
    const account = await lockAccountSnapshot(tx, found.accountId, now);
    const held = await lockHeld(change, { ...asked, reason });
    if (held === null) return;
    const { accountId } = account;
    const state: HoldEnd = BECOMES[deed];
    if (deed === 'release') await release(change, account, held);
    else {
      const read = await readOf(tx, held);
      if (deed === 'void-reading') {
        const { meterId, at } = read;
        if (read.quality !== 'void')
          await decideIn(change, account, read, {
            accountId,
            meterId,
            at,
            deed: 'void',
            reason,
            version: read.version,
          });
        await append(tx, await endDoubtTask(change, meterId, reason));
      } else {
        // It counts for nothing until the crew has read the meter; then the two are weighed.
        if (read.quality === 'valid') {
          await markRead(change, read, 'suspect', reason);
          await tx.query("UPDATE meter_read SET why = coalesce(why, 'unusual') WHERE meter_id = $1 AND read_at = $2", [
            read.meterId,
            sqlInstant(read.at),
          ]);
          await renewTail(tx, read.meterId, now);
        }
      }
      await orderRead(change, account, held);
    }
    await endHold(change, { heldId, accountId, state, reason });
  });
}
