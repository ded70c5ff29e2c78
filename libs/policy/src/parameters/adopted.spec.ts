import { day } from '../calendar/days.ts';
import { REGISTER } from '../clauses/register.ts';
import { penalty } from '../sections/c/c1-late-charge.ts';
import { termSentences } from '../sections/z/z6-published.ts';
import { bill } from '../test/facts.fixture.ts';
import { withAdopted } from './adopted.ts';
import { profiles } from './cities.ts';
import { profile, versionOn } from './profile.ts';

const { glendora } = profiles;
const [base] = glendora.versions;

describe('adopted versions', () => {
  it('Z.1 each stands on the one before it, and finds the rules of all before it', () => {
    const versions = withAdopted(glendora, [
      { from: day('2026-06-01'), switches: { 'nsf-fee': '20.00' } },
      { from: day('2026-02-01'), switches: { 'penalty-percent': '20' } },
    ]);
    const city = { name: 'glendora', versions };
    expect(versions.map((each) => each.version)).toEqual(['2020-01-14', '2026-02-01', '2026-06-01']);
    expect(
      [versionOn(city, day('2026-01-31')), versionOn(city, day('2026-02-01'))].map((each) => each.penaltyRate),
    ).toEqual([1_000, 2_000]);
    const now = versionOn(city, day('2026-06-01'));
    expect([now.penaltyRate, now.fees['nsf-fee'].amount]).toEqual([2_000, 2_000]);
    const billed = ['2026-01-31', '2026-02-01', '2026-06-01'].map((on) => bill(on, {}, versionOn(city, day(on))));
    expect(billed.map((each) => penalty(each, now))).toEqual([1_235, 2_469, 2_469]);
  });

  it('Z.1 a version of the first day changes that one, bills of all days with it', () => {
    const versions = withAdopted(glendora, [{ from: base.version, switches: { 'penalty-percent': '5' } }]);
    expect(versions).toHaveLength(1);
    expect(penalty(bill('2026-01-15'), versions[0])).toBe(617);
  });

  it('Z.1 a version shipped later takes the place of what was adopted before it', () => {
    const shipped = profile('glendora', [base, { ...base, version: day('2026-07-01') }]);
    const versions = withAdopted(shipped, [{ from: day('2026-02-01'), switches: { 'penalty-percent': '20' } }]);
    expect(versions.map((each) => [each.version, each.penaltyRate])).toEqual([
      ['2020-01-14', 1_000],
      ['2026-02-01', 2_000],
      ['2026-07-01', 1_000],
    ]);
  });

  it("carries the city's own telephone through all versions", () => {
    const versions = withAdopted(glendora, [{ from: day('2026-02-01'), switches: {} }], { phone: '' });
    expect(versions.map((each) => each.phone)).toEqual(['', '']);
  });

  it('refuses a version before the first', () => {
    expect(() => withAdopted(glendora, [{ from: day('2020-01-13'), switches: {} }])).toThrow('begins on 2020-01-14');
  });
});

describe('Z.6, what is published', () => {
  it.each(Object.values(profiles).map((each) => [each.name, each.versions[0]] as const))(
    '%s in sentences',
    (_name, policy) => {
      const sentences = termSentences(policy);
      for (const { says } of sentences) expect(says).toMatch(/^[A-Z].*\.$/);
      expect(new Set(sentences.map((each) => each.says)).size).toBe(sentences.length);
      for (const entry of REGISTER) expect(entry.rule).toMatch(/^["A-Z].*\.$/);
    },
  );

  it('says how each city finds the due date and the late charge', () => {
    const said = Object.values(profiles).map(({ versions: [policy] }) =>
      termSentences(policy)
        .slice(2, 4)
        .map((each) => each.says),
    );
    expect(said).toEqual([
      [
        'A bill is due 42 days after its date.',
        'A bill that is paid late costs 10 per cent of what is unpaid more, once.',
      ],
      ['A bill is due 19 days after its date.', 'A bill that is paid late costs $25.00 more.'],
      [
        'A bill is due on the last business day of a month, at least 19 days after its date.',
        'A bill that is paid late costs 10 per cent of what is unpaid more, every 30 days.',
      ],
      [
        'A bill is due 42 days after its date.',
        'A bill that is paid late costs 10 per cent of what is unpaid more, once.',
      ],
    ]);
  });
});
