import type { Moment } from '@curbstop/contracts';
import { day, instant } from '@curbstop/policy';
import type { ClauseId } from '@curbstop/policy';
import { dayOfBill, pointsOf, zonesOf } from './story.ts';

const on = (date: string, clause: ClauseId, more: Partial<Moment> = {}): Moment => ({
  day: day(date),
  at: null,
  code: 'due',
  clause,
  says: clause,
  happened: false,
  waterAtRisk: false,
  ...more,
});

describe('the story of a bill', () => {
  it('gathers a day, and keeps the order in which what has no hour came', () => {
    const points = pointsOf([
      on('2026-02-27', 'C.1', { at: instant(1_772_215_200_000) }),
      on('2026-02-27', 'E.2.a'),
      on('2026-01-15', 'B.1', { happened: true }),
    ]);
    expect(points.map((point) => point.moments.map((moment) => moment.clause))).toEqual([['B.1'], ['C.1', 'E.2.a']]);
  });

  it('is ahead as long as anything of the day is, and at risk when any of it is', () => {
    const look = (...moments: Moment[]) => pointsOf(moments)[0]?.look;
    expect(look(on('2026-02-27', 'C.1', { happened: true }), on('2026-02-27', 'E.2.a'))).toBe('ahead');
    expect(look(on('2026-02-27', 'C.1', { happened: true }))).toBe('happened');
    expect(look(on('2026-02-27', 'C.1'), on('2026-02-27', 'E.1', { waterAtRisk: true }))).toBe('risk');
  });

  it('E.1 has no stretch in which water is lost where no moment says so', () => {
    const story = { billNumber: '1', billDate: day('2026-01-15'), moments: [on('2026-02-26', 'B.2')] };
    expect(zonesOf(story, day('2026-03-10')).map((zone) => zone.kind)).toEqual(['pay', 'late']);
    const risky = { ...story, moments: [...story.moments, on('2026-03-17', 'E.1', { waterAtRisk: true })] };
    expect(zonesOf(risky, day('2026-03-19'))).toEqual([
      { kind: 'pay', from: '2026-01-15', to: '2026-02-26' },
      { kind: 'late', from: '2026-02-26', to: '2026-03-17' },
      { kind: 'lost', from: '2026-03-17', to: '2026-03-19' },
    ]);
  });

  it('Dn does not count the bill date itself', () => {
    expect(dayOfBill(day('2026-01-15'), day('2026-03-16'))).toBe(60);
  });
});
