import { day } from '../../calendar/days.ts';
import { mayClose } from '../../engine/gate.ts';
import { withSettings, withWritten } from '../../parameters/settings.ts';
import { account, at, bill, GLENDORA, notice, R } from '../../test/facts.fixture.ts';
import { noticeDueAt, noticeMatures } from './e1-sixtieth-day.ts';

const FIFTEEN = withSettings(GLENDORA, { puc10010_1: true });

describe('E.2.a, the age of a notice', () => {
  it.each([
    ['day 43: seven business days come first, fifteen days later', '2026-02-27', '2026-03-10', '2026-03-16'],
    ['Mon 2026-03-02: the fifteenth day is Tue 2026-03-17', '2026-03-02', '2026-03-11', '2026-03-17'],
    ['Fri 2026-03-06: the fifteenth day is a Saturday', '2026-03-06', '2026-03-17', '2026-03-23'],
    ['over a long weekend business days take longer than in other weeks', '2026-11-20', '2026-12-03', '2026-12-07'],
  ])('E.2.a puc10010_1, mailed %s', (_name, mailed, off, on) => {
    expect(noticeMatures(day(mailed), R, GLENDORA)).toBe(off);
    expect(noticeMatures(day(mailed), R, FIFTEEN)).toBe(on);
  });

  it('E.2.a the later of the two counts', () => {
    const nine = withWritten(FIFTEEN, { 'notice-business-days': '12' });
    expect(noticeMatures(day('2026-03-02'), R, nine)).toBe('2026-03-18');
  });

  it('E.2.a boundary puc10010_1: mailed Mon 2026-03-02 closes Tue 2026-03-17 08:00, mailed a day later does not', () => {
    const may = (mailed: string) =>
      mayClose(account({ notices: [notice(mailed)] }), FIFTEEN, at('2026-03-17 08:00')).mayClose;
    expect([may('2026-03-02'), may('2026-03-03')]).toEqual([true, false]);
  });

  it('reading 71: counted from receipt, a letter mailed Fri 2026-03-06 is three days younger', () => {
    const received = withWritten(GLENDORA, { 'notice-counts-from': 'received' });
    expect(noticeMatures(day('2026-03-06'), R, received)).toBe('2026-03-18');
  });

  it('E.2.a no notice goes out before the bill is past due', () => {
    const long = withSettings(GLENDORA, { payByDays: 50 });
    expect(noticeDueAt(bill('2026-01-15', {}, long), long)).toBe(at('2026-03-09 10:00'));
    expect(noticeDueAt(R, GLENDORA)).toBe(at('2026-02-27 10:00'));
  });
});
