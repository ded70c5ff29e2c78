import { row } from '@curbstop/core';
import type { Day, Instant } from '@curbstop/policy';
import { addDays, addMonths, dayOf, groupReadOn } from '@curbstop/policy';
import { anAccount } from '@curbstop/testing';
import type { AccountGiven } from '../read/given.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';
import type { Givers } from './giver.ts';

/** A premise on no route is billed by hand only (B.1). */
const OFF_ROUTE = 0;
/** The read before the first of a route. */
const READ_BEFORE = 54;

/** Makes an account with its customer, place, meter and valve; `first` is the moment of the first step. */
export async function makeAccount(world: World, name: string, given: AccountGiven, first: Instant): Promise<Place> {
  const { route, opened } = given;
  const twoYearsBefore: Day = addMonths(dayOf(first, world.timeZone), -24);
  const remote = given.valve === 'remote';
  const built = await anAccount(world.source, {
    name: given.name ?? `Customer ${name}`,
    address: given.address ?? `${100 + world.names.allPlaces.length} Larch Crest Lane`,
    class: given.class,
    role: given.customer,
    dwelling: given.dwelling,
    routeGroup: route === 'none' ? OFF_ROUTE : groupReadOn(route),
    openedOn: opened === undefined || opened === 'never' ? twoYearsBefore : opened,
    ...(remote
      ? { remote: { device: `valve-${name}`, secret: `secret of ${name}`, commandKey: Buffer.alloc(32, 7) } }
      : {}),
  });
  const { accountId, meterId } = built;
  await world.source.query('UPDATE account SET policy_profile = $2 WHERE id = $1', [accountId, world.profile]);
  if (route !== 'none')
    await world.source.query('UPDATE meter_installation SET installed_on = $2 WHERE meter_id = $1', [
      meterId,
      addDays(route, -READ_BEFORE),
    ]);
  if (opened === 'never')
    await world.source.query("UPDATE account SET status = 'pending', service = 'off' WHERE id = $1", [accountId]);
  const account = await row<{ customerId: number }>(
    world.source,
    'SELECT customer_id AS "customerId" FROM account WHERE id = $1',
    [accountId],
  );
  return { ...built, customerId: account?.customerId ?? 0, remote };
}

/** What the builder has done already, and who the customer is. */
export const giversOfAccounts: Givers = {
  class: () => Promise.resolve(),
  dwelling: () => Promise.resolve(),
  customer: () => Promise.resolve(),
  valve: () => Promise.resolve(),
  opened: () => Promise.resolve(),
  name: () => Promise.resolve(),
  address: () => Promise.resolve(),
  route: () => Promise.resolve(),
  'same-customer-as': async (world, value, { place, name, all }) => {
    const other = all.get(value);
    if (!other) throw new Error(`There is no account ${value}.`);
    await world.source.query('UPDATE account SET customer_id = $2 WHERE id = $1', [place.accountId, other.customerId]);
    world.names.namePlace(name, { ...place, customerId: other.customerId });
  },
};
