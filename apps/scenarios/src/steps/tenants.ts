import { randomUUID } from 'node:crypto';
import { tenantTakesService } from '@curbstop/core';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';

/** Where the tenant is served, as the records have it now. */
async function placeOf(world: World, owner: Place, accountId: number): Promise<Place> {
  const found = await world.one<{ number: string; servicePointId: number; customerId: number }>(
    'SELECT number, service_point_id AS "servicePointId", customer_id AS "customerId" FROM account WHERE id = $1',
    [accountId],
  );
  return { ...owner, ...found, accountId };
}

/** E.3.b, E.3.d: somebody who lives there becomes the customer. */
export const stepsOfTenants: StepHandlers = {
  'tenant-takes-service': async (world, step) => {
    const { unit, terms, deposit } = step.its;
    const owner = world.place(step);
    const named = step.its['new-customer'] ?? `${step.account} tenant${unit === undefined ? '' : ` of unit ${unit}`}`;
    const asked = {
      accountId: owner.accountId,
      idempotencyKey: randomUUID(),
      name: named,
      unit: unit ?? null,
      terms,
      deposit,
    };
    await world.unlessRefused(async () => {
      const accountId = await tenantTakesService(world.source, asked, world.actor(step, 'tenant'), world.now);
      world.names.namePlace(named, await placeOf(world, owner, accountId));
    });
  },
};
