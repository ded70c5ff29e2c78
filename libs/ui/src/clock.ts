import type { CityClock } from '@curbstop/contracts';
import { useEffect, useState } from 'preact/hooks';
import { FIRST_UNITS, offsetOf, parseKept } from './city-time.ts';
import type { CityTime, KeptTime } from './city-time.ts';
import { observable } from './observable.ts';
import type { Observable } from './observable.ts';
import { NoAnswer, Problem } from './problem.ts';

/** The device's two clocks. `steady` never jumps, but starts anew with each page. */
export interface DeviceClocks {
  wall(): number;
  steady(): number;
}

export interface ScreenClockSettings {
  /** Asks `GET /api/clock`. */
  readonly ask: () => Promise<CityClock>;
  /** Until the server has ever been heard. */
  readonly timeZone: string;
  readonly device?: DeviceClocks;
  /** Keeps the difference over a reload without a network. */
  readonly store?: Pick<Storage, 'getItem' | 'setItem'>;
  readonly resyncMs?: number;
}

/** The city's clock in a browser: the server's time, carried on by a clock that the device's user cannot set. */
export interface ScreenClock {
  /** The city's moment, epoch ms. */
  now(): number;
  readonly time: Observable<CityTime>;
  /** Asks the server again; throws when there is no answer, and the time known stays. */
  sync(): Promise<void>;
  /** Takes an answer that came by itself, as the live `clock` event does when the demo clock is turned. */
  hear(answer: CityClock): void;
  /** Keeps in step: on start, every minute, and when the page comes to the front. Returns how to stop. */
  start(): () => void;
}

const KEY = 'curbstop.clock';

export function createScreenClock(settings: ScreenClockSettings): ScreenClock {
  const device = settings.device ?? { wall: () => Date.now(), steady: () => performance.now() };
  const kept = parseKept(settings.store?.getItem(KEY) ?? null);
  const time = observable<CityTime>({
    timeZone: kept?.timeZone ?? settings.timeZone,
    city: kept?.city ?? '',
    demo: kept?.demo ?? false,
    units: kept?.units ?? FIRST_UNITS,
    turning: null,
    from: kept ? 'kept' : 'device',
    offset: device.wall() - device.steady() + (kept?.wallOffset ?? 0),
  });
  const now = (): number => Math.round(device.steady() + time.get().offset);

  function take({ timeZone, city, demo, units, turning }: CityClock, offset: number): void {
    time.set({ timeZone, city, demo, units, turning, from: 'server', offset });
    const keep: KeptTime = { timeZone, city, demo, units, wallOffset: now() - device.wall() };
    settings.store?.setItem(KEY, JSON.stringify(keep));
  }

  async function sync(): Promise<void> {
    const asked = device.steady();
    const answer = await settings.ask();
    take(answer, offsetOf(answer.now, asked, device.steady()));
  }

  function start(): () => void {
    const tick = async (): Promise<void> => {
      try {
        await sync();
      } catch (error) {
        // Without an answer the clock runs on from what it knows; `time.from` says what that is.
        if (!(error instanceof NoAnswer || error instanceof Problem)) throw error;
      }
    };
    const onShow = (): void => {
      if (document.visibilityState === 'visible') void tick();
    };
    void tick();
    const timer = setInterval(() => void tick(), settings.resyncMs ?? 60_000);
    document.addEventListener('visibilitychange', onShow);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onShow);
    };
  }

  const hear = (answer: CityClock): void => take(answer, answer.now - device.steady());
  return { now, time, sync, hear, start };
}

/** The city's moment, drawn again every `everyMs` and at once when the clock is turned. */
export function useNow(clock: ScreenClock, everyMs = 1_000): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const update = (): void => setNow(clock.now());
    const timer = setInterval(update, everyMs);
    const stop = clock.time.subscribe(update);
    update();
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [clock, everyMs]);
  return now;
}
