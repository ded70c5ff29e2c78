import { SETTINGS } from '../parameters/settings-table.ts';
import { GLENDORA } from '../test/facts.fixture.ts';
import { clause, withReadings } from './clause-entry.ts';
import { READINGS, REGISTER, SECTIONS } from './register.ts';

describe('the readings', () => {
  it('are numbered from 1 without a gap', () => {
    expect(READINGS.map((each) => each.number)).toEqual(READINGS.map((_, index) => index + 1));
  });

  it.each(READINGS.map((each) => [each.number, each] as const))(
    'reading %i has a paragraph, a doubt, a choice and switches that exist',
    (_number, { source, doubt, choice, switches }) => {
      const known = new Set([...SETTINGS.map((each) => each.name), ...Object.keys(GLENDORA)]);
      expect(source).toMatch(/^(All sections|Policy Objective|Assignment of Responsibility|[A-M]\(\d)/);
      for (const text of [doubt, choice]) expect(text).toMatch(/^["A-Z].*[.]$/);
      expect(switches.filter((name) => !known.has(name))).toEqual([]);
    },
  );

  it('of a section are cited by a clause of it, so that they can be read beside it', () => {
    const orphans = SECTIONS.flatMap(({ readings, clauses }) => {
      const cited = new Set(clauses.flatMap((each) => each.readings));
      return readings.filter((each) => !cited.has(each.number)).map((each) => each.number);
    });
    expect(orphans).toEqual([]);
  });

  it('tell a clause how it is read, in their order', () => {
    const { reading } = REGISTER.find((each) => each.id === 'D.3') ?? { reading: null };
    expect(reading).toBe(
      'E-mail and the website are writing; a telephone call is not. The turn-off date begins at midnight; the last moment to ask is the end of the day before.',
    );
  });

  it('are refused where a clause cites one that does not exist', () => {
    const none = READINGS.length + 1;
    const text = clause('C.1', { title: 'A', source: 'C(1)', sentences: ['A.'], readings: [none], fn: () => null });
    expect(() => withReadings(text, new Map())).toThrow(`C.1 cites reading ${none}, which does not exist.`);
  });
});
