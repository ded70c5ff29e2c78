import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '../calendar/days.ts';
import { profiles } from './cities.ts';
import { citedValues, source, UNITS } from './cited.ts';
import { city } from './city.ts';
import { DEFAULTS } from './defaults.ts';

const CITIES = join(import.meta.dirname, 'cities');
const [{ from, parameters }] = profiles.glendora.cited;

describe("a city's parameters", () => {
  it.each(Object.values(profiles).flatMap((each) => each.cited.map((version) => [each.name, version] as const)))(
    '%s has a unit, a first day and a citation for each value',
    (_name, version) => {
      const values = citedValues(version.parameters);
      expect(values.length).toBeGreaterThan(80);
      for (const [name, { unit, from: first, cite }] of values) {
        expect([name, UNITS.includes(unit), /^\d{4}-\d\d-\d\d$/.test(first), cite.trim().length > 5]).toEqual([
          name,
          true,
          true,
          true,
        ]);
      }
    },
  );

  it.each([
    ['a citation', { value: 42, unit: 'days' as const, from, cite: ' ' }, 'payByDays has no citation.'],
    ['a unit', { value: 42, unit: '' as never, from, cite: 'B(2)' }, 'payByDays has no unit.'],
    [
      'a first day',
      { value: 42, unit: 'days' as const, from: '' as never, cite: 'B(2)' },
      'payByDays has no first day.',
    ],
  ])('are refused by name where one lacks %s', (_what, payByDays, refusal) => {
    const hasty = { from, parameters: { ...parameters, payByDays }, unknowns: [] };
    expect(() => city('hasty', [hasty])).toThrow(`hasty, 2020-01-14: ${refusal}`);
  });

  it('are refused by name inside a group', () => {
    const maxDays = { ...parameters.extension.maxDays, cite: '' };
    const extension = { ...parameters.extension, maxDays };
    expect(() => city('hasty', [{ from, parameters: { ...parameters, extension }, unknowns: [] }])).toThrow(
      'extension.maxDays has no citation.',
    );
  });

  it('come from no other city', () => {
    const files = readdirSync(CITIES).filter((file) => !file.endsWith('.spec.ts'));
    expect(files).toHaveLength(3);
    for (const file of files)
      expect(readFileSync(join(CITIES, file), 'utf8')).not.toMatch(/from '\.\/|from '\.\.\/cities/);
  });

  it('a default says whose number stands in', () => {
    const cites = citedValues(DEFAULTS).map(([, { cite }]) => cite);
    for (const cite of cites)
      expect(cite).toMatch(/^(stands in from|default of Curbstop|Health and|Public Util|GMC|Civ|Util)/);
  });

  it('cite the paragraph of a document', () => {
    const policy = source('Utility Billing Services Policy', day('2020-01-14'));
    expect(policy('B(2)', 42, 'days')).toEqual({
      value: 42,
      unit: 'days',
      from: '2020-01-14',
      cite: 'Utility Billing Services Policy, B(2)',
    });
  });
});
