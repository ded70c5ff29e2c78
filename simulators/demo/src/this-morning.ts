import type { Actor } from '@curbstop/contracts';
import { requestReconnection, rows, takePayment } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { DEMO_TODAY, wall } from './calendar.ts';
import type { Crews, Listed } from './crews.ts';
import { owed } from './play.ts';
import { Random } from './random.ts';

const CLERK: Actor = { kind: 'staff', id: 3, name: 'P. Aldana', role: 'clerk' };
const MINUTE = 60_000;
const at = (time: string): Instant => wall(DEMO_TODAY, time);

/** Stops a crew gets before the demo begins; the rest of the list is left to whoever tries it. */
const STOPS = 5;

/**
 * The first hour of the demo's day: two crews have set out, one valve is closed, one could not be, and one
 * customer paid before a crew came. The rest of the list waits for its dispatcher.
 */
export async function beginTheDay(source: DataSource, crews: Crews): Promise<void> {
  const byCrew = (await crews.listed(DEMO_TODAY)).filter((order) => !order.remote);
  const [first, second] = [byCrew.slice(0, STOPS), byCrew.slice(STOPS, 2 * STOPS)];
  await crews.give(
    first.map((order) => order.id),
    1,
    at('07:40'),
  );
  await crews.give(
    second.map((order) => order.id),
    2,
    at('07:44'),
  );
  await workFirst(crews, first);
  await workSecond(source, crews, second);
  await askForWater(source);
}

async function workFirst(crews: Crews, [closed, next]: readonly Listed[]): Promise<void> {
  if (!closed || !next) return;
  await crews.close(closed, 1, at('08:01'));
  await crews.act(next, 1, at('08:07'), { type: 'depart' });
  await crews.act(next, 1, at('08:11'), { type: 'arrive', position: null });
  await crews.park(1, next, at('08:11'), 120);
}

async function workSecond(source: DataSource, crews: Crews, [barred, paid, next]: readonly Listed[]): Promise<void> {
  if (!barred || !paid || !next) return;
  await crews.act(barred, 2, at('08:02'), { type: 'arrive', position: null });
  const why = { type: 'cannot-complete', reason: 'no-access', note: 'A car stands on the box.', position: null };
  await crews.act(barred, 2, at('08:05'), why);
  await pay(source, paid.accountId, { kind: 'customer', id: paid.accountId }, 'website', at('08:06'));
  await crews.act(paid, 2, at('08:06'), { type: 'recall-delivered' });
  await crews.act(paid, 2, at('08:07'), { type: 'recall-seen', valve: 'open' });
  await crews.act(next, 2, at('08:08'), { type: 'depart' });
  await crews.park(2, barred, at('08:11'), 40);
}

async function pay(
  source: DataSource,
  accountId: number,
  actor: Actor,
  channel: 'website' | 'counter',
  when: Instant,
): Promise<void> {
  const amount = await owed(source, accountId, when);
  const idempotencyKey = new Random(accountId * 31 + 5).uuid();
  await takePayment(source, { accountId, amount, method: 'card', channel, reference: '', idempotencyKey }, actor, when);
}

/** Customers whose water is off ask for it back: every other one has paid by now. */
async function askForWater(source: DataSource): Promise<void> {
  const off = await rows<{ id: number }>(
    source,
    `SELECT a.id FROM account a WHERE a.service = 'off' AND a.status = 'active' AND NOT EXISTS (
       SELECT 1 FROM work_order o WHERE o.account_id = a.id AND o.state = 'completed' AND o.due_on = $1)
     ORDER BY a.id LIMIT 5`,
    [DEMO_TODAY],
  );
  for (const [nth, { id }] of off.entries()) {
    const when = (at('08:01') + nth * 2 * MINUTE) as Instant;
    const idempotencyKey = new Random(id * 17 + 3).uuid();
    await requestReconnection(source, { accountId: id, idempotencyKey, afterHoursConsent: false }, CLERK, when);
    if (nth % 2 === 0) await pay(source, id, CLERK, 'counter', (when + MINUTE) as Instant);
  }
}
