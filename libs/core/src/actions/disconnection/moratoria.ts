import { instant } from '@curbstop/contracts';
import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { Invalid, NotFound } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { cityProfile } from '../../records/policy-versions/city.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';
import { LONGEST_DAYS, REACH, requireSpan } from '../../records/requests/date-window.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { OPEN } from '../../records/orders/open-states.ts';

/** Reading 13: for a disaster, a heat wave or a freeze nobody is turned off, in the city or on a route. */
const moratorium = z.object({
  moratoriumId: z.int(),
  /** Null for the whole city. */
  routeGroup: z.int().nullable(),
  from: instant,
  /** The last moment; closing may start on the business day after it. */
  until: instant,
  reason: z.string(),
});
export type Moratorium = Readonly<z.output<typeof moratorium>>;

const SELECT = `SELECT id AS "moratoriumId", route_group AS "routeGroup", from_at AS "from", until_at AS until, reason
  FROM moratorium WHERE lifted_at IS NULL`;

/** What stands now or is to come. */
export async function moratoria(db: Reader, now: Instant): Promise<Moratorium[]> {
  return rows<Moratorium>(db, `${SELECT} AND until_at >= $1 ORDER BY from_at, id`, [sqlInstant(now)]);
}

/** Accounts with something unpaid that it covers. */
async function covered(tx: Tx, routeGroup: number | null): Promise<number[]> {
  const found = await rows<{ id: number }>(
    tx,
    `SELECT a.id FROM account a JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE a.status = 'active' AND ($1::int IS NULL OR p.route_group = $1)
       AND (a.next_act_at IS NOT NULL OR EXISTS (SELECT 1 FROM work_order o WHERE o.account_id = a.id
         AND o.${OPEN}))
     ORDER BY a.id`,
    [routeGroup],
  );
  return found.map((each) => each.id);
}

async function place(change: Change, each: Omit<Moratorium, 'moratoriumId'>): Promise<Moratorium> {
  const { tx, actor, now } = change;
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO moratorium (route_group, from_at, until_at, reason, placed_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [each.routeGroup, sqlInstant(each.from), sqlInstant(each.until), each.reason, JSON.stringify(actor)],
  );
  if (!made) throw new Error('The moratorium was not placed.');
  const { routeGroup, until, reason } = each;
  const facts = { moratoriumId: made.id, routeGroup, until, reason };
  await append(tx, [{ event: 'moratorium.placed', facts, at: now, actor, clause: 'E.1', accountId: null }]);
  return { ...each, moratoriumId: made.id };
}

/**
 * Places one: orders that stand are called off, and lists wait. A supervisor, or the head of billing, decides it. The same `key`
 * again is the same one.
 */
export async function placeMoratorium(
  source: DataSource,
  each: Omit<Moratorium, 'moratoriumId'>,
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<Moratorium> {
  mustBe(actor, ['supervisor', 'finance', 'admin', 'asst-director-finance'], 'Z.4', 'A supervisor decides this.');
  const { timeZone } = policyAt(await cityProfile(source), now);
  const limits = { reach: REACH.moratorium, longestDays: LONGEST_DAYS.moratorium };
  requireSpan({ from: each.from, to: each.until, endField: 'until' }, limits, timeZone, now);
  if (each.reason.trim() === '') throw new Invalid('reason', 'Say why, so that it can be read to a customer.');
  const asked = { request: 'place-moratorium', about: null, actor, now, ...onceFor(key, moratorium) };
  const accountIds = (tx: Tx): Promise<number[]> => covered(tx, each.routeGroup);
  return changeAccounts(source, { ...asked, accountIds }, (change) => place(change, each));
}

type LiftedMoratorium = Pick<Moratorium, 'routeGroup' | 'reason'> & { lifted: Instant | null };

/** Ends one before its time; lists are built again from the next evening on. */
export async function liftMoratorium(
  source: DataSource,
  moratoriumId: number,
  actor: Actor,
  now: Instant,
): Promise<void> {
  mustBe(actor, ['supervisor', 'finance', 'admin', 'asst-director-finance'], 'Z.4', 'A supervisor decides this.');
  const find = async (tx: Tx): Promise<LiftedMoratorium> => {
    const found = await row<LiftedMoratorium>(
      tx,
      'SELECT route_group AS "routeGroup", reason, lifted_at AS lifted FROM moratorium WHERE id = $1 FOR NO KEY UPDATE',
      [moratoriumId],
    );
    if (!found) throw new NotFound('There is no such moratorium.');
    return found;
  };
  const accountIds = async (tx: Tx): Promise<number[]> => {
    const { lifted, routeGroup } = await find(tx);
    return lifted === null ? covered(tx, routeGroup) : [];
  };
  await changeAccounts(source, { accountIds, actor, now }, async (change) => {
    const { tx } = change;
    const found = await find(tx);
    if (found.lifted !== null) return;
    await tx.query('UPDATE moratorium SET lifted_at = $2 WHERE id = $1', [moratoriumId, sqlInstant(now)]);
    const facts = { moratoriumId, routeGroup: found.routeGroup, reason: found.reason };
    await append(tx, [{ event: 'moratorium.lifted', facts, at: now, actor, clause: 'E.1', accountId: null }]);
  });
}
