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
import type { Wall } from './read/values.ts';
import { take } from './steps/index.ts';
import { World } from './world.ts';

/** What came of one life. */
export interface Life {
  readonly timeZone: string;
  readonly events: readonly Happened[];
  /** The last moment of the run. */
  readonly end: Instant;
}

/** The city's clock is the same in all versions of its policy. */
function zoneOf(profile: ProfileName): string {
  return profiles[profile].versions[0].timeZone;
}

const at = ({ day: on, time }: Wall, timeZone: string): Instant => toInstant(on, time ?? clockTime('00:00'), timeZone);

/** The first moment of the life: its first step, or the Monday on which a meter of its routes is first read. */
function beginningOf(scenario: Scenario, timeZone: string): { readonly first: Instant; readonly start: Instant } {
  const [step] = scenario.when;
  const mondays = [...scenario.given.accounts.values()].flatMap(({ route }) =>
    route === 'none' ? [] : [startOfDay(route, timeZone)],
  );
  const known = step ?? scenario.until;
  const first = known && 'at' in known ? at(known.at, timeZone) : known ? at(known, timeZone) : null;
  if (first === null) throw new Error('A scenario has a step or an end.');
  return { first, start: Math.min(first, ...mondays) as Instant };
}

/** The same wall-clock time, a day later. */
function dayAfter(moment: Instant, timeZone: string): Instant {
  return toInstant(addDays(dayOf(moment, timeZone), 1), timeOfDay(moment, timeZone), timeZone);
}

/** Lives a scenario through on an empty database, under the policy of a city. */
export async function live(source: DataSource, scenario: Scenario, profile: ProfileName): Promise<Life> {
  const timeZone = zoneOf(profile);
  const { first, start } = beginningOf(scenario, timeZone);
  checkBeginning(scenario, profile, dayOf(start, timeZone));
  await seedCity(source, profile);
  await nameCity(source, { profile, name: 'Scenario', dispatchPhone: '' });
  const world = new World(source, scenario, profile, start, await aCrew(source));
  await givePolicy(world, scenario);
  await giveAll(world, scenario, first);
  for (const step of scenario.when) {
    await passTime(world, { to: world.moment(step.at), included: false });
    await take(world, step);
  }
  const end = scenario.until ? world.moment(scenario.until) : dayAfter(world.now, timeZone);
  await passTime(world, { to: end, included: true });
  return { timeZone, events: world.events, end };
}
