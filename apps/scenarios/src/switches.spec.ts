import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SWITCHES, profiles } from '@curbstop/policy';
import { parse } from 'yaml';
import { z } from 'zod';

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

/** What the project's scenarios set a switch to, as they write it. */
function tried(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.yaml'))) {
    const { given } = file.parse(parse(readFileSync(join(FOLDER, name), 'utf8'), { schema: 'failsafe' }));
    for (const switches of [given?.switches, ...(given?.versions ?? []).map((each) => each.switches)])
      for (const [key, value] of Object.entries(switches ?? {}))
        found.set(key, (found.get(key) ?? new Set<string>()).add(value));
  }
  return found;
}

describe('the switches of a policy', () => {
  const values = tried();
  const [terms] = profiles.glendora.versions;

  it.each(SWITCHES.map((each) => [each.name, each] as const))(
    '%s has a scenario for each of its values',
    (name, it) => {
      const found = [...(values.get(name) ?? [])];
      if (it.values !== null) expect(found).toEqual(expect.arrayContaining([...it.values]));
      // Of a number: the city's own stands in every other scenario, so another one is asked for.
      else expect(found.filter((value) => value !== it.written(terms))).not.toEqual([]);
    },
  );
});
