import { randomUUID } from 'node:crypto';
import {
  cancelLandlordTrust,
  startService,
  optIn,
  optOut,
  postFinalRead,
  publishDiscontinuations,
  requestStopService,
  rows,
  sellPremise,
} from '@curbstop/core';
import type { CustomerClass, CustomerRole } from '@curbstop/policy';
import { addDays, dayOf } from '@curbstop/policy';
import type { Step, StepOf } from '../read/steps.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';

interface There {
  readonly id: number;
  readonly status: string;
  readonly unread: boolean;
}

/** Accounts at the place of a step that no other name of the scenario means, the step's own first. */
async function accountsThere(world: World, step: Step): Promise<There[]> {
  const own = world.place(step);
  const found = await rows<There>(
    world.source,
    `SELECT a.id, a.status, c.account_id IS NOT NULL AND c.final_read_at IS NULL AS unread
     FROM account a LEFT JOIN closing c ON c.account_id = a.id
     WHERE a.service_point_id = $1 ORDER BY a.id <> $2, a.id DESC`,
    [own.servicePointId, own.accountId],
  );
  const others = new Set(
    world.names.allPlaces.flatMap(([name, { accountId }]) => (name === step.account ? [] : [accountId])),
  );
  return found.filter(({ id }) => id === own.accountId || !others.has(id));
}

/** Who is the customer at the place now: the account named, or the one it went back to (A.4). */
async function holderOf(world: World, step: Step): Promise<number> {
  const there = await accountsThere(world, step);
  return (there.find((each) => each.status === 'active') ?? there[0])?.id ?? world.accountId(step);
}

/** The account at the place whose final read is wanted. */
async function toRead(world: World, step: Step): Promise<number> {
  const there = await accountsThere(world, step);
  return (there.find((each) => each.unread) ?? there[0])?.id ?? world.accountId(step);
}

/** Whose notice a close is: the one who gives it, else the customer's own. */
function closerOf(step: StepOf<'request-close'>, role: CustomerRole): 'owner' | 'tenant' | 'agent' {
  if (step.by === 'owner' || step.by === 'tenant' || step.by === 'agent') return step.by;
  return role === 'tenant' ? 'tenant' : 'owner';
}

async function namedPlace(world: World, before: Place, accountId: number): Promise<Place> {
  const found = await world.one<{ number: string; customerId: number }>(
    'SELECT number, customer_id AS "customerId" FROM account WHERE id = $1',
    [accountId],
  );
  return { ...before, ...found, accountId };
}

/** Accounts that begin and end, refused meters and the yearly count (A, L, M). */
export const stepsOfAccounts: StepHandlers = {
  'request-open': async (world, step) => {
    const { proof, id, effective } = step.its;
    const place = world.place(step);
    const named = step.its['new-customer'];
    const own = await world.one<{ class: CustomerClass; role: CustomerRole }>(
      'SELECT class, role FROM account WHERE id = $1',
      [place.accountId],
    );
    const today = dayOf(world.now, world.timeZone);
    const nobody = { phone: '', email: '', language: 'en', mailingAddress: '' };
    const input = {
      servicePointId: place.servicePointId,
      customer: named === undefined ? { id: place.customerId } : { name: named, ...nobody },
      class: own.class,
      role: named === undefined ? own.role : ('owner-occupant' as const),
      idValidUntil: addDays(today, id === 'valid' ? 365 : -1),
      proof: proof === 'ownership' ? ('deed' as const) : null,
      effective: effective ?? null,
      idempotencyKey: randomUUID(),
    };
    await world.unlessRefused(async () => {
      const { accountId } = await startService(world.source, input, world.actor(step, 'customer'), world.now);
      world.names.namePlace(named ?? step.account, await namedPlace(world, place, accountId));
    });
  },
  'request-close': async (world, step) => {
    const { written, effective } = step.its;
    const accountId = await holderOf(world, step);
    const { role } = await world.one<{ role: CustomerRole }>('SELECT role FROM account WHERE id = $1', [accountId]);
    const by = closerOf(step, role);
    const input = { accountId, by, written, effective: effective ?? null, idempotencyKey: randomUUID() };
    await world.unlessRefused(() => requestStopService(world.source, input, world.actor(step, 'customer'), world.now));
  },
  'final-read': async (world, step) => {
    const { reading } = step.its;
    const input = { accountId: await toRead(world, step), register: reading?.toString() ?? null };
    await world.unlessRefused(() => postFinalRead(world.source, input, world.actor(step, 'clerk'), world.now));
  },
  'cancel-landlord-trust': async (world, step) => {
    const input = { accountId: await holderOf(world, step), written: step.its.written };
    await world.unlessRefused(() => cancelLandlordTrust(world.source, input, world.actor(step, 'owner'), world.now));
  },
  'sell-premise': async (world, step) => {
    const input = { accountId: await holderOf(world, step), recordedOn: null };
    await world.unlessRefused(() => sellPremise(world.source, input, world.actor(step, 'clerk'), world.now));
  },
  'opt-out-smart-meter': async (world, step) => {
    const accountId = await holderOf(world, step);
    await world.unlessRefused(() => optOut(world.source, accountId, world.actor(step, 'customer'), world.now));
  },
  'opt-in-smart-meter': async (world, step) => {
    const accountId = await holderOf(world, step);
    await world.unlessRefused(() => optIn(world.source, accountId, world.actor(step, 'customer'), world.now));
  },
  'run-report': async (world, step) => {
    const actor = world.actor(step, 'asst_director_finance');
    await world.unlessRefused(() => publishDiscontinuations(world.source, step.its.year, actor, world.now));
  },
};
