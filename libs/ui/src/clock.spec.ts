import type { CityClock } from '@curbstop/contracts';
import { cityClock } from '@curbstop/contracts';
import { offsetOf, parseKept } from './city-time.ts';
import { createScreenClock } from './clock.ts';
import { NoAnswer } from './problem.ts';

const answer = (now: number): CityClock =>
  cityClock.parse({ now, timeZone: 'America/Los_Angeles', city: 'Sorrel Bend', demo: true, turning: null });

function device(): { wallMs: number; steadyMs: number; wall: () => number; steady: () => number } {
  return {
    wallMs: 5_000_000,
    steadyMs: 100,
    wall() {
      return this.wallMs;
    },
    steady() {
      return this.steadyMs;
    },
  };
}

function store(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe('the clock of a screen', () => {
  it('takes the middle of the round trip', () => expect(offsetOf(10_000, 100, 300)).toBe(9_800));

  it('shows the device until the server was heard, and says so', () => {
    const own = device();
    const clock = createScreenClock({
      ask: () => Promise.reject(new NoAnswer('offline')),
      timeZone: 'UTC',
      device: own,
    });
    expect(clock.now()).toBe(5_000_000);
    expect(clock.time.get().from).toBe('device');
  });

  it('follows the server, and is not moved by setting the device', async () => {
    const own = device();
    const clock = createScreenClock({
      ask: () => {
        own.steadyMs += 40;
        return Promise.resolve(answer(1_000_000));
      },
      timeZone: 'UTC',
      device: own,
    });
    await clock.sync();
    expect(clock.now()).toBe(1_000_020);
    expect(clock.time.get()).toMatchObject({
      from: 'server',
      city: 'Sorrel Bend',
      demo: true,
      timeZone: 'America/Los_Angeles',
    });
    own.wallMs += 9_999_999;
    own.steadyMs += 1_000;
    expect(clock.now()).toBe(1_001_020);
  });

  it('keeps the difference for a page opened without a network', async () => {
    const own = device();
    const kept = store();
    const first = createScreenClock({
      ask: () => Promise.resolve(answer(1_000_000)),
      timeZone: 'UTC',
      device: own,
      store: kept,
    });
    await first.sync();
    own.wallMs += 60_000;
    own.steadyMs = 7;
    const second = createScreenClock({
      ask: () => Promise.reject(new NoAnswer('offline')),
      timeZone: 'UTC',
      device: own,
      store: kept,
    });
    expect(second.now()).toBe(1_060_000);
    expect(second.time.get()).toMatchObject({ from: 'kept', timeZone: 'America/Los_Angeles', demo: true });
    await expect(second.sync()).rejects.toBeInstanceOf(NoAnswer);
    expect(second.now()).toBe(1_060_000);
  });

  it('jumps when the demo clock is turned', () => {
    const own = device();
    const clock = createScreenClock({ ask: () => Promise.resolve(answer(0)), timeZone: 'UTC', device: own });
    const heard = jest.fn();
    clock.time.subscribe(heard);
    clock.hear(answer(90_000_000));
    expect(clock.now()).toBe(90_000_000);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it.each([null, 'not json', '{"timeZone":5}', '[]'])('keeps nothing of %s', (text) =>
    expect(parseKept(text)).toBeNull(),
  );
});
