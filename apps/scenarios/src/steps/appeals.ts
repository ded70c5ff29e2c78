import { decideAppeal, fileAppeal, fileSecondLevelAppeal, row } from '@curbstop/core';
import { cents } from '@curbstop/policy';
import type { StepOf } from '../read/steps.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';

type Naming = StepOf<'file-appeal'> | StepOf<'file-further-appeal'>;

interface Meant {
  readonly billId: number | null;
  readonly entryId: number | null;
}

/** The charge of a kind that was posted last. */
async function chargeMeant(world: World, step: Naming, kind: string): Promise<Meant> {
  const found = await row<{ id: number }>(
    world.source,
    'SELECT id FROM ledger_entry WHERE account_id = $1 AND kind = $2 AND amount > 0 ORDER BY id DESC LIMIT 1',
    [world.accountId(step), kind],
  );
  const entryId = found?.id ?? world.cannot(step, `The account "${step.account}" has no charge "${kind}" by then.`);
  return { billId: null, entryId };
}

/** What is appealed: the charge or the bill that is named, else the latest bill. */
async function matterOf(world: World, step: Naming): Promise<Meant> {
  const { bill, charge } = step.its;
  const accountId = world.accountId(step);
  if (bill !== undefined && charge !== undefined)
    world.cannot(step, 'An appeal is about a bill or a charge, not both.');
  if (charge !== undefined) return chargeMeant(world, step, charge);
  if (bill !== undefined) {
    const billId = await world.names.billId(accountId, bill);
    if (billId === null) world.cannot(step, `The account "${step.account}" has no bill "${bill}" by then.`);
    return { billId, entryId: null };
  }
  const latest = await row<{ id: number }>(
    world.source,
    'SELECT id FROM bill WHERE account_id = $1 AND replaced_by IS NULL ORDER BY id DESC LIMIT 1',
    [accountId],
  );
  return { billId: latest?.id ?? null, entryId: null };
}

/** The appeal that a step goes on with; null for the one that is there. */
async function appealMeant(world: World, step: StepOf<'file-further-appeal'>): Promise<number | null> {
  if (step.its.bill === undefined && step.its.charge === undefined) return null;
  const { billId, entryId } = await matterOf(world, step);
  const found = await row<{ id: number }>(
    world.source,
    `SELECT id FROM appeal WHERE account_id = $1 AND bill_id IS NOT DISTINCT FROM $2 AND entry_id IS NOT DISTINCT FROM $3
     ORDER BY id DESC LIMIT 1`,
    [world.accountId(step), billId, entryId],
  );
  return found?.id ?? null;
}

async function decide(
  world: World,
  step: StepOf<'decide-appeal'> | StepOf<'decide-further-appeal'>,
  level: 1 | 2,
): Promise<void> {
  const { outcome, corrected, letter, remedy } = step.its;
  const input = {
    accountId: world.accountId(step),
    appealId: null,
    level,
    outcome,
    // What names no amount falls whole.
    corrected: corrected ?? (outcome === 'incorrect' ? cents(0) : null),
    letter,
    remedy,
    reason: outcome === 'correct' ? 'The charges were found right.' : 'The charges were found wrong.',
  };
  const actor = world.actor(step, level === 1 ? 'appeal_officer' : 'city_manager');
  await world.unlessRefused(() => decideAppeal(world.source, input, actor, world.now));
}

/** Appeals and their decisions (H). */
export const stepsOfAppeals: StepHandlers = {
  'file-appeal': async (world, step) => {
    const input = {
      ...(await matterOf(world, step)),
      accountId: world.accountId(step),
      topic: 'billing' as const,
      says: 'This is not right.',
      written: step.its.written,
      lateReason: null,
    };
    await world.unlessRefused(() => fileAppeal(world.source, input, world.actor(step, 'customer'), world.now));
  },
  'file-further-appeal': async (world, step) => {
    const appealId = await appealMeant(world, step);
    const input = { accountId: world.accountId(step), appealId, written: step.its.written };
    await world.unlessRefused(() =>
      fileSecondLevelAppeal(world.source, input, world.actor(step, 'customer'), world.now),
    );
  },
  'decide-appeal': (world, step) => decide(world, step, 1),
  'decide-further-appeal': (world, step) => decide(world, step, 2),
};
