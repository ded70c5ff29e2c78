import type { Actor } from '@curbstop/contracts';
import {
  Invalid,
  inTransaction,
  validateVersion,
  reloadPolicies,
  setCityContact,
  policyOnDay,
  writeVersion,
} from '@curbstop/core';
import { addDays, dayOf, profiles, startOfDay, settingOf } from '@curbstop/policy';
import type { Day, ProfileName, WrittenSettings } from '@curbstop/policy';
import type { SwitchItem } from '../read/given.ts';
import type { Scenario } from '../read/scenario.ts';
import { Unreadable } from '../read/unreadable.ts';
import type { World } from '../world.ts';

const COUNCIL: Actor = { kind: 'system', part: 'loader' };

/** What a scenario has otherwise than the city, unless it says so: its bills are dated Thursday, in a holiday week too. */
const UNLESS_SAID: readonly (readonly [name: string, value: string])[] = [
  ['puc10010_1', 'off'],
  ['posting-48h', 'off'],
  ['phone-contact', 'off'],
  ['roll-bill-date', 'none'],
];

export function written(switches: readonly SwitchItem[]): WrittenSettings {
  return Object.fromEntries(switches.map(({ name, text }) => [name, text]));
}

/** The first day on which what is given is in force: before everything that happens. */
function firstDay(world: World, scenario: Scenario): Day {
  const days = [dayOf(world.now, world.timeZone), ...scenario.given.versions.map((version) => version.from)];
  return addDays(
    days.reduce((first, day) => (day < first ? day : first)),
    -1,
  );
}

/** Throws for a life that begins before the city's policy does. */
export function checkBeginning(scenario: Scenario, profile: ProfileName, start: Day): void {
  const { file, given, when } = scenario;
  const begins = addDays(profiles[profile].versions[0].version, 1);
  const early = given.versions.find((version) => version.from < begins);
  if (start >= begins && early === undefined) return;
  const line = early?.switches[0]?.item.line ?? (early === undefined ? (when[0]?.line ?? given.line) : given.line);
  throw new Unreadable(
    file,
    line,
    `The policy of ${profile} can be tried from ${begins} on, not from ${early?.from ?? start}.`,
  );
}

/**
 * Writes a version down. One that gives less than the law is no council's to adopt today, but it may be of before the law; then
 * each close is held against the law by itself (Z.2).
 */
async function adopt(world: World, from: Day, switches: WrittenSettings, line: number): Promise<void> {
  const at = startOfDay(firstDay(world, world.scenario), world.timeZone);
  const wanted = { profile: world.profile, from, switches };
  const cannot = (says: string): never => {
    throw new Unreadable(world.scenario.file, line, `This policy cannot be adopted. ${says}`);
  };
  try {
    const judged = await validateVersion(world.source, wanted, at);
    const { refusal } = judged;
    if (refusal !== null && !refusal.clauses.includes('Z.2')) cannot(refusal.says);
    await inTransaction(world.source, (tx) => writeVersion({ tx, actor: COUNCIL, now: at }, wanted, judged));
  } catch (error) {
    if (error instanceof Invalid) cannot(error.says);
    throw error;
  }
  await reloadPolicies(world.source);
}

/** Adopts the policy that is given, its later versions, and what the city's notices are to say. */
export async function givePolicy(world: World, scenario: Scenario): Promise<void> {
  const { switches, versions, city, line } = scenario.given;
  await reloadPolicies(world.source);
  const from = firstDay(world, scenario);
  const policy = policyOnDay(world.profile, from);
  const unsaid = UNLESS_SAID.filter(([name, value]) => settingOf(name).written(policy) !== value);
  const first: WrittenSettings = { ...Object.fromEntries(unsaid), ...written(switches) };
  if (Object.keys(first).length > 0) await adopt(world, from, first, switches[0]?.item.line ?? line);
  for (const version of versions)
    await adopt(world, version.from, written(version.switches), version.switches[0]?.item.line ?? line);
  const contact = {
    ...(city.phone === undefined ? {} : { phone: city.phone }),
    ...(city['policy-url'] === undefined ? {} : { policyUrl: city['policy-url'] }),
    ...(city.untranslated.length === 0 ? {} : { untranslated: city.untranslated }),
  };
  if (Object.keys(contact).length === 0) return;
  await setCityContact(world.source, contact, COUNCIL, world.now);
  await reloadPolicies(world.source);
}
