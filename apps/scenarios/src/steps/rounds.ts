import { registerOf, row } from '@curbstop/core';
import { USE, readByHandNow } from '../edge/meters.ts';
import type { World } from '../world.ts';
import { arrive, completeByCrew, handOver } from './field.ts';
import type { FieldOrder } from './field.ts';

const KIND = 'manual-read';
const OF_THE_FILE = ['release-order', 'start-order', 'complete-order', 'cannot-complete'];

/** Whether the file says itself what becomes of the reads by hand of an account. */
function isTold(world: World, account: string): boolean {
  return world.scenario.when.some(
    (step) => step.account === account && OF_THE_FILE.includes(step.do) && 'kind' in step.its && step.its.kind === KIND,
  );
}

/**
 * A route is read that week, the meters that customers have read by hand too: a crew walks it, where the file does not send
 * one itself (B.1, L.1).
 */
export async function makeRounds(world: World): Promise<void> {
  const crew = world.staff('crew');
  for (const account of await readByHandNow(world)) {
    const place = world.names.place(account);
    if (!place || isTold(world, account)) continue;
    const order = await row<FieldOrder>(
      world.source,
      `SELECT id, kind, state, clause, outcome, false AS remote FROM work_order
       WHERE account_id = $1 AND kind = $2 AND state NOT IN ('completed', 'cancelled', 'cannot-complete') ORDER BY id LIMIT 1`,
      [place.accountId, KIND],
    );
    if (!order) continue;
    const handed = await handOver(world, order, world.staff('dispatcher'));
    await arrive(world, handed, crew);
    const last = await row<{ litres: number }>(world.source, 'SELECT litres FROM read_tail WHERE meter_id = $1', [
      place.meterId,
    ]);
    const reading = Number(registerOf((last?.litres ?? 0) + USE));
    await completeByCrew(world, handed, { account, reading, evidence: 'all' }, crew);
  }
}
