import { rowsAs, rowsIn } from './plan-rows.ts';
import { EMPTY_PLAN, wishOf } from './plan-wish.ts';
import type { PlanValues } from './plan-wish.ts';

const wish = (more: Partial<PlanValues>) => wishOf({ ...EMPTY_PLAN, ...more });

describe('an arrangement as it is typed', () => {
  it('I.3.b: what is left empty is as usual', () => {
    expect(wish({ signed: true })).toMatchObject({
      errors: {},
      wish: { kind: 'amortization', billIds: null, months: null, start: null, down: null, rows: null, signed: true },
    });
  });

  it('is sent in whole cents and hundredths of a per cent', () => {
    expect(wish({ months: '4', start: '2026-04-15', down: '27.16', bills: '1,3' }).wish).toMatchObject({
      months: 4,
      start: '2026-04-15',
      down: 2_716,
      billIds: [1, 3],
    });
    expect(
      wish({ kind: 'reduction', percent: '30.00', fund: 'Water relief fund', until: '2026-05-01' }).wish,
    ).toMatchObject({
      forgiven: 3_000,
      fund: 'Water relief fund',
      until: '2026-05-01',
      councilAction: null,
    });
  });

  it('leaves out what was typed for another kind', () => {
    const typed = { months: '4', down: '9.99', fund: 'Relief', until: '2026-08-26', hardship: true };
    expect(wish({ kind: 'deferral', ...typed }).wish).toMatchObject({
      months: null,
      down: null,
      fund: null,
      until: '2026-08-26',
      hardship: false,
    });
  });

  it('I.4.c: takes the rows of a schedule, and leaves empty ones out', () => {
    const rows = rowsAs([
      { on: '2026-04-01', amount: '60' },
      { on: '', amount: '' },
      { on: '2026-06-01', amount: '1,075.80' },
    ]);
    expect(rowsIn(rows)).toHaveLength(3);
    expect(wish({ kind: 'schedule', rows, fee: '10' }).wish).toMatchObject({
      rows: [
        { on: '2026-04-01', amount: 6_000 },
        { on: '2026-06-01', amount: 107_580 },
      ],
      fee: 1_000,
    });
    expect(wish({ kind: 'schedule', rows: ' ' }).wish?.rows).toBeNull();
  });

  it.each([
    [{ months: '4.5' }, 'months'],
    [{ months: '0' }, 'months'],
    [{ down: 'ten' }, 'down'],
    [{ kind: 'schedule', rows: '2026-04-01 ' }, 'rows'],
    [{ kind: 'schedule', rows: '2026-04-01 1.234' }, 'rows'],
    [{ kind: 'schedule', fee: '-1' }, 'fee'],
    [{ kind: 'reduction', percent: '100.01' }, 'percent'],
    [{ kind: 'reduction', percent: 'a third' }, 'percent'],
  ])('%j names the field that is wrong', (typed, field) => {
    const { wish: sent, errors } = wish(typed);
    expect(sent).toBeNull();
    expect(Object.keys(errors)).toEqual([field]);
  });
});
