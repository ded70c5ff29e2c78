import { Billing } from './billing.ts';
import type { SimulatorConfig } from './config.ts';
import { readFleet } from './fleet.ts';
import { Memory } from './memory.ts';
import { sendReport } from './meter.ts';
import type { Street } from './meter.ts';
import { jitterOf, lastReport, reportTimes } from './schedule.ts';
import { loadSeries } from './series.ts';
import { ValveDevice } from './valve.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LOOK_MS = 1_000;
/** While the clock is turned, everybody waits for the meters. */
const LOOK_TURNING_MS = 100;
const CLOCK_ASKS = 10;
/** Looks between two questions about valves turned by hand. */
const ASK_EVERY = 5;
const TELL_EVERY_MS = 60_000;
const AGAIN_MS = 1_000;
/** Lines about failed tries: one in this time is enough. */
const QUIET_MS = 30_000;

/** The meters and valves of the city, at work. */
export interface RunningCity {
  /** Messages acknowledged so far. */
  sent(): number;
  /** Everything due up to this moment of the city's time has been acknowledged. */
  through(): number;
  close(): Promise<void>;
}

interface Due {
  readonly send: () => Promise<void>;
}

/** While the clock is turned, programs are at a new hour one after the other; a device asks so often before it trusts its own. */
async function setClock(billing: Billing, atLeast: number): Promise<void> {
  for (let asked = 0; asked < CLOCK_ASKS; asked += 1) {
    await billing.readClock();
    if (billing.now() >= atLeast) return;
    await new Promise((done) => setTimeout(done, LOOK_TURNING_MS));
  }
}

/** Puts the fleet on the street. Resolves when the city's clock is known and the valves are on their way. */
export async function startCity(config: SimulatorConfig, say: (line: string) => void): Promise<RunningCity> {
  const fleet = await readFleet(config.fleetFile);
  const memory = await Memory.open(config.memoryFile);
  const billing = new Billing(config.billingUrl, config.secret);
  await billing.readClock();
  const street: Street = {
    mqttUrl: config.mqttUrl,
    utility: config.utility,
    series: loadSeries(),
    boot: memory.it.boot,
  };
  let toldAt = -Infinity;
  const onError = (error: unknown): void => {
    if (performance.now() - toldAt < QUIET_MS) return;
    toldAt = performance.now();
    say(
      `A device or billing could not be reached, trying on: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
  const valves = new Map(
    fleet
      .filter((each) => each.valve)
      .map((each) => [
        each.device,
        new ValveDevice(each, {
          street,
          memory,
          now: () => billing.now(),
          setClock: (atLeast) => setClock(billing, atLeast),
          speed: config.speed,
          onError,
        }),
      ]),
  );
  const meters = fleet.filter((each) => !each.valve).map((meter) => ({ meter, jitter: jitterOf(meter.device) }));
  memory.it.through ??= billing.now() - DAY;
  for (const valve of valves.values()) valve.start().catch(onError);

  let sent = 0;
  let stopped = false;
  let toldThrough = 0;

  const dueUntil = (now: number, since: number): Due[] => {
    const due: Due[] = [];
    for (const { meter, jitter } of meters) {
      const report = lastReport(jitter, now);
      if (report <= since) continue;
      due.push({ send: () => sendReport(meter, reportTimes(report, since), memory.offOf(meter.device), street) });
    }
    for (const valve of valves.values()) {
      const minute = jitterOf(valve.meter.device) % HOUR;
      const report = Math.floor((now - minute) / HOUR) * HOUR + minute;
      if (report > since)
        due.push({ send: () => valve.report(reportTimes(report, Math.max(since, report - 16 * DAY))) });
    }
    return due;
  };

  const untilSent = async (due: Due): Promise<void> => {
    while (!stopped) {
      try {
        await due.send();
        sent += 1;
        return;
      } catch (error) {
        onError(error);
        await new Promise((done) => setTimeout(done, AGAIN_MS));
      }
    }
  };

  const catchUp = async (): Promise<void> => {
    const now = billing.now();
    const since = memory.it.through ?? now;
    const due = dueUntil(now, since);
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let each = due[next++]; each; each = due[next++]) await untilSent(each);
    };
    await Promise.all(Array.from({ length: Math.min(config.crowd, due.length) }, lane));
    if (stopped) return;
    memory.it.through = now;
    if (due.length === 0 && !billing.turning && now - toldThrough < TELL_EVERY_MS) return;
    await memory.save();
    await billing.caughtUp(now);
    toldThrough = now;
  };

  /** Only what changed counts: a valve that has just been opened from afar is still on billing's list. */
  const seeHands = async (): Promise<void> => {
    const off = await billing.serviceOff();
    const before = new Set(memory.it.serviceOff);
    const after = new Set(off);
    const turned = [
      ...off.filter((text) => !before.has(text)).map((device) => ({ device, state: 'closed' as const })),
      ...memory.it.serviceOff.filter((text) => !after.has(text)).map((device) => ({ device, state: 'open' as const })),
    ];
    memory.it.serviceOff = off;
    for (const { device, state } of turned) {
      const valve = valves.get(device);
      if (valve) await valve.turnedByHand(state);
      else memory.setFlow(device, state === 'open', billing.now());
    }
    if (turned.length > 0) await memory.save();
  };

  let looks = 0;
  const look = async (): Promise<void> => {
    await billing.readClock();
    if (billing.turning || looks % ASK_EVERY === 0) await seeHands();
    looks += 1;
    await catchUp();
  };
  let wake = (): void => undefined;
  const working = (async (): Promise<void> => {
    while (!stopped) {
      await look().catch(onError);
      await new Promise<void>((done) => {
        const timer = setTimeout(done, billing.turning ? LOOK_TURNING_MS : LOOK_MS);
        wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  })();

  return {
    sent: () => sent,
    through: () => memory.it.through ?? 0,
    close: async () => {
      stopped = true;
      wake();
      await Promise.all([...valves.values()].map((valve) => valve.stop()));
      await Promise.race([working, new Promise((done) => setTimeout(done, 1_000))]);
      await memory.save();
    },
  };
}
