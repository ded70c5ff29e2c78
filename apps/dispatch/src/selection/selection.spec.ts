import { actsOn, cleared, moved, NOTHING, pruned, toggled, upTo, withAll } from './selection.ts';

const list = [10, 20, 30, 40];
const on = (current: number | null, ...chosen: number[]) => ({ ...NOTHING, current, chosen: new Set(chosen) });

describe('selection', () => {
  it('chooses and lets go', () => {
    expect([...toggled(on(null), 20).chosen]).toEqual([20]);
    expect([...toggled(on(20, 20), 20).chosen]).toEqual([]);
  });
  it.each([
    [null, 1, 10],
    [null, -1, 40],
    [20, 1, 30],
    [40, 1, 40],
    [10, -1, 10],
    [99, 1, 10],
  ] as const)('from %s by %i stands on %i', (current, by, next) => {
    expect(moved(on(current), by, list).current).toBe(next);
  });
  it('chooses up to a row in either direction, both ends included', () => {
    expect([...upTo(on(40), 20, list).chosen].sort()).toEqual([20, 30, 40]);
    expect([...upTo(on(null), 20, list).chosen]).toEqual([20]);
  });
  it('adds what a lasso caught', () => {
    expect([...withAll(on(null, 10), [20, 10]).chosen]).toEqual([10, 20]);
  });
  it('clears the choice first, then the rest', () => {
    const open = { ...on(10, 20), detailsOpen: true };
    expect(cleared(open)).toEqual({ ...open, chosen: new Set() });
    expect(cleared(cleared(open))).toEqual(NOTHING);
  });
  it('acts on the chosen ones, else on the current one', () => {
    expect(actsOn(on(10, 20, 30))).toEqual([20, 30]);
    expect(actsOn(on(10))).toEqual([10]);
    expect(actsOn(NOTHING)).toEqual([]);
  });
  it('forgets orders that are gone and nothing else', () => {
    const open = { ...on(10, 20, 30), detailsOpen: true };
    expect(pruned(open, () => true)).toBe(open);
    const left = pruned(open, (id) => id === 30);
    expect([...left.chosen]).toEqual([30]);
    expect(left.current).toBeNull();
    expect(left.detailsOpen).toBe(false);
  });
});
