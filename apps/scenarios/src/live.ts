import type { Instant, ProfileName } from '@curbstop/policy';
import { addDays, clockTime, dayOf, startOfDay, profiles, timeOfDay, toInstant } from '@curbstop/policy';
import { nameCity, seedCity } from '@curbstop/core';
import { aCrew } from '@curbstop/testing';
import type { DataSource } from 'typeorm';
import { passTime } from './clock.ts';
import { giveAll } from './given/index.ts';
import { checkBeginning, givePolicy } from './given/policy.ts';
import type { Happened } from './happened.ts';
import type { Scenario } from './read/scenario.ts';
import type { Step } from './read/steps.ts';
import type { Wall } from './read/values.ts';
import { take } from './steps/index.ts';
import { World } from './world.ts';

/** What came of one life. */
export interface Life {
  readonly timeZone: string;
  readonly events: readonly Happened[];
  /** The last moment of the run. */
  readonly end: Instant;
  /** Steps that come after it, and were not taken. */
  readonly notTaken: readonly Step[];
}

/** The city's clock is the same in all versions of its policy. */
function zoneOf(profile: ProfileName): string {
  return profiles[profile].versions[0].timeZone;
}

const at = ({ day: on, time }: Wall, timeZone: string): Instant => toInstant(on, time ?? clockTime('00:00'), timeZone);

/** The first moment of the life: its first step, or the Monday on which a meter of its routes is first read. */
function beginningOf(
  scenario: Scenario,
  [step]: readonly Step[],
  timeZone: string,
): { readonly first: Instant; readonly start: Instant } {
  const mondays = [...scenario.given.accounts.values()].flatMap(({ route }) =>
    route === 'none' ? [] : [startOfDay(route, timeZone)],
  );
  const known = step?.at ?? scenario.until;
  if (known === null) throw new Error('A scenario has a step or an end.');
  const first = at(known, timeZone);
  return { first, start: Math.min(first, ...mondays) as Instant };
}

/** The same wall-clock time, a day later. */
function dayAfter(moment: Instant, timeZone: string): Instant {
  return toInstant(addDays(dayOf(moment, timeZone), 1), timeOfDay(moment, timeZone), timeZone);
}

/** Lives a scenario through on an empty database, under the policy of a city. */
export async function live(source: DataSource, scenario: Scenario, profile: ProfileName): Promise<Life> {
  const timeZone = zoneOf(profile);
  const until = scenario.until && at(scenario.until, timeZone);
  const taken = scenario.when.filter((step) => until === null || at(step.at, timeZone) <= until);
  const { first, start } = beginningOf(scenario, taken, timeZone);
  checkBeginning(scenario, profile, dayOf(start, timeZone));
  await seedCity(source, profile);
  await nameCity(source, { profile, name: 'Scenario', dispatchPhone: '' });
  const world = new World(source, scenario, profile, start, await aCrew(source));
  await givePolicy(world, scenario);
  await giveAll(world, scenario, first);
  for (const step of taken) {
    await passTime(world, { to: world.moment(step.at), included: false });
    await take(world, step);
  }
  const end = until ?? dayAfter(world.now, timeZone);
  await passTime(world, { to: end, included: true });
  return { timeZone, events: world.events, end, notTaken: scenario.when.slice(taken.length) };
}
