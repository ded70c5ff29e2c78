import { inTransaction, loadAccounts, setAlarms } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { PLAIN_ACCOUNT } from '../read/given.ts';
import type { AccountGiven } from '../read/given.ts';
import type { Scenario } from '../read/scenario.ts';
import { Unreadable } from '../read/unreadable.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';
import { giversOfAccounts, makeAccount } from './account.ts';
import type { Giver, Givers, Giving } from './giver.ts';
import { giversOfHistory } from './history.ts';
import { giversOfHouseholds } from './household.ts';
import { giversOfNotices } from './notices.ts';
import { giversOfPayments } from './payments.ts';
import { giversOfTenures } from './tenures.ts';

/** What can be given of an account. A section adds its line here. */
const GIVERS: Givers = {
  ...giversOfAccounts,
  ...giversOfHistory,
  ...giversOfHouseholds,
  ...giversOfNotices,
  ...giversOfPayments,
  ...giversOfTenures,
};

type FieldName = keyof AccountGiven;
const FIELD_NAMES = Object.keys(PLAIN_ACCOUNT) as FieldName[];

/** The fields in which an account is not the plain one. */
function saidOf(given: AccountGiven): FieldName[] {
  return FIELD_NAMES.filter(
    (name) => given[name] !== undefined && JSON.stringify(given[name]) !== JSON.stringify(PLAIN_ACCOUNT[name]),
  );
}

/** Throws for what this version cannot give. */
export function checkGiven(scenario: Scenario): void {
  const { file, given } = scenario;
  for (const [account, valuesOf] of given.accounts)
    for (const field of saidOf(valuesOf))
      if (!GIVERS[field])
        throw new Unreadable(
          file,
          given.line,
          `The field ${field} of account "${account}" is not available in this version.`,
        );
}

async function give<K extends FieldName>(world: World, field: K, giving: Giving): Promise<void> {
  const giver = GIVERS[field] as Giver<K> | undefined;
  const value = giving.given[field];
  if (giver && value !== undefined && value !== null) await giver(world, value, giving);
}

/** Makes true everything that is given, before the first step. */
export async function giveAll(world: World, scenario: Scenario, first: Instant): Promise<void> {
  const all = new Map<string, Place>();
  for (const [name, given] of scenario.given.accounts) {
    const place = await makeAccount(world, name, given, first);
    all.set(name, place);
    world.names.namePlace(name, place);
  }
  for (const [name, given] of scenario.given.accounts) {
    const place = all.get(name);
    if (!place) continue;
    for (const field of saidOf(given)) await give(world, field, { name, place, given, all });
  }
  await inTransaction(world.source, async (tx) => {
    const ids = [...all.values()].map((place) => place.accountId);
    await setAlarms(tx, await loadAccounts(tx, ids, world.now, { lock: true }), world.now);
  });
  await world.listen({ silently: true });
}
