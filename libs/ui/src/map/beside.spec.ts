import { AWAY, sideOf } from './beside.ts';

const fix = { x: 100, y: 100 };

describe('where a truck’s label stands', () => {
  it('is the fix itself where no mark is near', () => {
    expect(sideOf(fix, [])).toBe('on');
    expect(sideOf(fix, [{ x: 140, y: 100 }])).toBe('on');
  });

  it('is below a mark on the same spot, and away from the neighbours', () => {
    expect(sideOf(fix, [fix])).toBe('below');
    expect(sideOf(fix, [fix, { x: 100, y: 140 }])).toBe('right');
    expect(sideOf(fix, [fix, { x: 100, y: 140 }, { x: 150, y: 100 }])).toBe('left');
    expect(sideOf(fix, [fix, { x: 100, y: 140 }, { x: 150, y: 100 }, { x: 50, y: 100 }])).toBe('above');
  });

  it('hides the fewest where every side hides one', () => {
    const around = Object.values(AWAY).map(({ x, y }) => ({ x: fix.x + x, y: fix.y + y }));
    expect(sideOf(fix, [...around, fix])).toBe('below');
  });
});
