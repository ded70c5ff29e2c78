import { CLAUSE_IDS } from '../clauses/clause-ids.ts';
import { GLENDORA } from '../test/facts.fixture.ts';
import { SettingRefused } from './setting-kinds.ts';
import { SETTINGS } from './settings-table.ts';
import { settingOf, withWritten } from './settings.ts';

/** The names of the scenario format, which others write by hand. */
const CONTRACT = [
  'delinquency-anchor',
  'roll-day-60',
  'roll-due-date',
  'nsf-shutoff',
  'penalty-percent',
  'pay-by-days',
  'shutoff-day',
  'reconnection-fee',
  'after-hours-reconnection-fee',
  'deposit-amount',
  'puc10010_1',
  'posting-48h',
  'phone-contact',
];

describe('the switches', () => {
  it('hold every name of the scenario format, each once', () => {
    const names = SETTINGS.map((each) => each.name);
    expect(names).toEqual(expect.arrayContaining(CONTRACT));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(SETTINGS.map((each) => [each.name, each] as const))(
    '%s reads what it writes, and changes nothing else',
    (name, each) => {
      expect(withWritten(GLENDORA, { [name]: each.written(GLENDORA) })).toEqual(GLENDORA);
      expect(each.says).toMatch(/^[A-Z].*[^.]$/);
      expect(() => withWritten(GLENDORA, { [name]: 'moon' })).toThrow(`${name} is ${each.allowed}, not "moon".`);
    },
  );

  const choices = SETTINGS.flatMap((each) => (each.values ?? []).map((value) => [each.name, value] as const));
  it.each(choices)('%s: %s is taken and stands', (name, value) => {
    expect(settingOf(name).written(withWritten(GLENDORA, { [name]: value }))).toBe(value);
  });

  it.each([
    ['penalty-percent', '7.5', { penaltyRate: 750 }],
    ['penalty-percent', '10 %', { penaltyRate: 1_000 }],
    ['shutoff-day', '75', { shutoffDay: 75 }],
    ['pay-by-time', '15:00', { payByTime: '15:00' }],
    ['close-to', '15:30', { closeWindow: { from: '08:00', to: '15:30' } }],
    ['extension-days', '21', { extension: { maxDays: 21, perCalendarYear: 2 } }],
    ['puc10010_1', 'false', { puc10010_1: false }],
    ['cap-index', '1.215', { capIndex: 12_150 }],
    [
      'low-income-cap',
      '55.50',
      { lowIncomeCaps: { 'reconnection-fee': 5_550, 'after-hours-reconnection-fee': 15_000 } },
    ],
  ])('%s: %s', (name, text, changed) => {
    expect(withWritten(GLENDORA, { [name]: text })).toEqual({ ...GLENDORA, ...changed });
  });

  it.each([
    ['penalty-percent', '100.01'],
    ['penalty-percent', '-1'],
    ['shutoff-day', '60.5'],
    ['pay-by-time', '24:00'],
    ['reconnection-fee', '70.005'],
    ['cap-index', '0.4'],
    ['nsf-shutoff', 'Guarded'],
  ])('%s refuses %s', (name, text) => {
    expect(() => withWritten(GLENDORA, { [name]: text })).toThrow(SettingRefused);
  });

  it('names all there are when a name is unknown', () => {
    expect(() => withWritten(GLENDORA, { 'shut-off-day': '60' })).toThrow(
      /No switch is called shut-off-day\. There are: .*shutoff-day/,
    );
  });

  it('cite clauses that the policy has', () => {
    const known: ReadonlySet<string> = new Set(CLAUSE_IDS);
    for (const each of SETTINGS)
      expect([each.name, each.clause, known.has(each.clause)]).toEqual([each.name, each.clause, true]);
  });
});
