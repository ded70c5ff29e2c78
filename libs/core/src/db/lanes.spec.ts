import { inLanes } from './lanes.ts';

describe('pieces of work in lanes', () => {
  it('does each piece once, two at a time', async () => {
    const pieces = [1, 2, 3, 4, 5, 6, 7];
    const done: number[] = [];
    let [now, most] = [0, 0];
    await inLanes(async () => {
      const piece = pieces.shift();
      if (piece === undefined) return false;
      now += 1;
      most = Math.max(most, now);
      await new Promise((next) => setImmediate(next));
      now -= 1;
      done.push(piece);
      return true;
    });
    expect(done.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(2);
  });

  it('throws the error of a piece when those begun have ended, and begins no more', async () => {
    let begun = 0;
    let ended = 0;
    const work = async (): Promise<boolean> => {
      begun += 1;
      const mine = begun;
      await new Promise((next) => setImmediate(next));
      ended += 1;
      if (mine === 1) throw new Error('The first one failed.');
      return true;
    };
    await expect(inLanes(work)).rejects.toThrow('The first one failed.');
    expect(ended).toBe(begun);
    expect(begun).toBeLessThanOrEqual(3);
  });
});
