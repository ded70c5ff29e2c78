import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SETTINGS, profiles } from '@curbstop/policy';
import { parse } from 'yaml';
import { z } from 'zod';
import { STEPS } from './read/steps.ts';

const FOLDER = resolve(import.meta.dirname, '../scenarios');
const written = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));
const file = z.object({
  given: z
    .object({
      switches: written.optional(),
      versions: z.array(z.object({ switches: written.optional() })).optional(),
    })
    .optional(),
});

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const OF_PAYMENTS = 'libs/core/src/actions/payments/settings.db.spec.ts';

/** A switch of what no step of a scenario can tell, and the spec that tries it on the same system instead. */
interface TriedElsewhere {
  readonly why: string;
  readonly spec: string;
}
const OF_UNITS = 'libs/core/src/actions/billing/screen-units.db.spec.ts';
const DISPLAYED = 'It changes no money and no date, only what people read: no event tells of it.';
const ELSEWHERE: Readonly<Record<string, TriedElsewhere>> = {
  'dated-back-days': { why: 'The step "pay" gives no day to which a supervisor dates back.', spec: OF_PAYMENTS },
  'same-payment-days': { why: 'The step "pay" gives no reference.', spec: OF_PAYMENTS },
  'overpayment-typed-again': { why: 'Who writes "pay" means its amount: it counts as typed again.', spec: OF_PAYMENTS },
  'usage-unit': { why: DISPLAYED, spec: OF_UNITS },
  'distance-unit': { why: DISPLAYED, spec: OF_UNITS },
};

/** What a spec sets a switch to, where one of its titles names the switch. */
function triedIn(spec: string, name: string): string[] {
  const text = readFileSync(join(REPOSITORY, spec), 'utf8');
  if (!text.includes(`(${name})', async`)) return [];
  return [...text.matchAll(/^ {2}'([a-z-]+)': '([^']+)',$/gm)]
    .filter(([, key]) => key === name)
    .map(([, , value = '']) => value);
}

/** What the project's scenarios set a switch to, as they write it. */
function tried(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((text) =>
    text.endsWith('.yaml'),
  )) {
    const { given } = file.parse(parse(readFileSync(join(FOLDER, name), 'utf8'), { schema: 'failsafe' }));
    for (const switches of [given?.switches, ...(given?.versions ?? []).map((each) => each.switches)])
      for (const [key, value] of Object.entries(switches ?? {}))
        found.set(key, (found.get(key) ?? new Set<string>()).add(value));
  }
  return found;
}

describe('the switches of a policy', () => {
  const values = tried();
  const [policy] = profiles.glendora.versions;

  it.each(SETTINGS.map((each) => [each.name, each] as const))(
    '%s has a scenario for each of its values',
    (name, setting) => {
      const inFiles = [...(values.get(name) ?? [])];
      const elsewhere = ELSEWHERE[name];
      // What a scenario can try is tried by one.
      if (elsewhere) expect(inFiles).toEqual([]);
      const found = elsewhere ? triedIn(elsewhere.spec, name) : inFiles;
      if (setting.values !== null) expect(found).toEqual(expect.arrayContaining([...setting.values]));
      // Of a number: the city's own stands in every other scenario, so another one is asked for.
      else expect(found.filter((value) => value !== setting.written(policy))).not.toEqual([]);
    },
  );

  it('are tried by another spec only where no step tells of them', () => {
    const names = SETTINGS.map((each) => each.name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(ELSEWHERE)));
    // A payment of a scenario says this much; were it more, some of those could have a scenario.
    expect(Object.keys(STEPS.pay).join(' ')).toBe('amount method channel name value-date forwarded brand for');
    expect(triedIn(OF_PAYMENTS, 'pay-by-days')).toEqual([]);
  });
});
