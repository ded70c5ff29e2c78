import type { Instant } from '@curbstop/policy';
import { observable } from '@curbstop/ui';
import { FIX_LASTS_MS } from './place.ts';
import type { Fix, PlaceState } from './place.ts';
import { reportPlace, worthTelling } from './report.ts';

const fix = (lat: number): Fix => ({ lat, lon: -122.7, accuracy: 4, at: 0 as Instant, heading: null });
const told = { fix: fix(38.4), at: 0 };

describe('telling the dispatcher where the truck is', () => {
  it.each([
    ['the first fix', fix(38.4), null, 0, true],
    ['far away, but just told', fix(38.5), told, 9_999, false],
    ['moved', fix(38.4002), told, 10_000, true],
    ['standing', fix(38.4), told, 59_999, false],
    ['standing for a minute', fix(38.4), told, 60_000, true],
    ['too old to say where the truck is', fix(38.5), told, FIX_LASTS_MS + 1, false],
  ])('%s', (_name, at, before, now, tell) => expect(worthTelling(at, before, now)).toBe(tell));
});

describe('a receiver that fails now and then', () => {
  const at = (lat: number, moment: number): Fix => ({ ...fix(lat), at: moment as Instant });

  function tried(arrives = true) {
    let now = 0;
    const posted: Fix[] = [];
    const place = observable<PlaceState>({ fix: null, problem: null });
    reportPlace({
      place,
      now: () => now,
      isOnline: () => true,
      post: (one) => {
        posted.push(one);
        return Promise.resolve(arrives);
      },
      onError: (error) => {
        throw error;
      },
    });
    const heard = async (moment: number, state: PlaceState): Promise<void> => {
      now = moment;
      place.set(state);
      await Promise.resolve();
      await Promise.resolve();
    };
    return { posted, heard };
  }

  it('its error tells nothing, and the good fix that follows is told at once', async () => {
    const { posted, heard } = tried();
    const [first, second] = [at(38.4, 1_000), at(38.5, 32_000)];
    await heard(1_000, { fix: first, problem: null });
    await heard(31_000, { fix: first, problem: 'unavailable' });
    await heard(32_000, { fix: second, problem: null });
    expect(posted).toEqual([first, second]);
  });

  it('a fix that did not arrive does not hold back the next', async () => {
    const { posted, heard } = tried(false);
    const fixes = [at(38.4, 1_000), at(38.4, 2_000)];
    for (const one of fixes) await heard(one.at, { fix: one, problem: null });
    expect(posted).toEqual(fixes);
  });
});
