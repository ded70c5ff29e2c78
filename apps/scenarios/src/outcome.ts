import { readFile } from 'node:fs/promises';
import type { ProfileName } from '@curbstop/policy';
import { check } from './check.ts';
import type { Failure } from './check.ts';
import { checkGiven } from './given/index.ts';
import type { Ground } from './ground.ts';
import { live } from './live.ts';
import type { Life } from './live.ts';
import { readScenario } from './read/scenario.ts';
import type { Scenario } from './read/scenario.ts';
import { Unreadable } from './read/unreadable.ts';
import { checkSteps } from './steps/index.ts';

/** A file that was lived through, or the sentence that says why it could not be. */
export type Outcome =
  | {
      readonly is: 'lived';
      readonly file: string;
      readonly title: string;
      readonly policy: ProfileName;
      readonly life: Life;
      readonly failures: readonly Failure[];
      /** The same life under another city's policy. */
      readonly other: { readonly policy: ProfileName; readonly life: Life } | null;
    }
  | { readonly is: 'unreadable'; readonly file: string; readonly says: string };

/** Reads a file and checks that this version can take every step of it. Throws `Unreadable`. */
export async function readFileOf(file: string): Promise<Scenario> {
  const scenario = readScenario(file, await readFile(file, 'utf8'));
  checkGiven(scenario);
  checkSteps(file, scenario.when);
  return scenario;
}

/** Reads a file, lives it through and holds its expectations against what was recorded. */
export async function tryFile(ground: Ground, file: string, otherPolicy: ProfileName | null): Promise<Outcome> {
  try {
    const scenario = await readFileOf(file);
    const { title, policy } = scenario;
    const life = await live(await ground.fresh(), scenario, policy);
    const failures = check(life, scenario.then);
    const other = otherPolicy && { policy: otherPolicy, life: await live(await ground.fresh(), scenario, otherPolicy) };
    return { is: 'lived', file, title, policy, life, failures, other };
  } catch (error) {
    if (error instanceof Unreadable) return { is: 'unreadable', file, says: error.message };
    throw error;
  }
}
