import { writeFile } from 'node:fs/promises';
import { CityClock, ensureReadPartitions, inTransaction, nameCity, resetAlarms, theCity } from '@curbstop/core';
import { firstMemory, loadSeries, memoryFileOf, registerAt as simulatedRegister, writeFleet } from '@curbstop/city';
import type { Day, Instant } from '@curbstop/policy';
import { addDays } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { DEMO_NOW, DEMO_TODAY, HISTORY_FROM, START, historyRuns, text, wall } from './calendar.ts';
import { writeCity } from './city.ts';
import { Crews } from './crews.ts';
import { writeReads, writeRun } from './history.ts';
import type { RegisterAt, Tails } from './history.ts';
import { meterOf } from './meters.ts';
import { openTheMail } from './morning-mail.ts';
import { makePlaces } from './places.ts';
import type { Place } from './places.ts';
import { playLateBills } from './play.ts';
import type { LateBill } from './play.ts';
import { writeStaff } from './staff.ts';
import { beginTheDay } from './this-morning.ts';

/** Bills from here on are played through act by act where they were not paid in time. */
const PLAYED_FROM = addDays(DEMO_TODAY, -110);
/** Days of daily readings before today; further back there is one for each bill. */
const DAILY_READS = 10;
const MONTHS = 30;

export interface DemoOptions {
  /** Folder with the city's addresses and recorded use. */
  readonly dataFolder: string;
  /** Secret that the devices' own are made from. */
  readonly secret: string;
  /** Where the simulators find their devices. */
  readonly fleetFile: string;
  readonly say: (line: string) => void;
  readonly machine: () => Instant;
}

/** Makes the demo city in an empty, migrated database. */
export async function loadDemo(source: DataSource, options: DemoOptions): Promise<void> {
  const { say } = options;
  const places = await makePlaces(options.dataFolder);
  const series = loadSeries();
  const meters = new Map(places.map((place) => [place.id, meterOf(place, series, options.secret)]));
  const registerAt = (place: Place, at: Instant): number => {
    const meter = meters.get(place.id);
    if (!meter) throw new Error(`Place ${place.id} has no meter.`);
    return simulatedRegister(meter, at, series);
  };
  const tails: Tails = new Map(
    places.map((place) => [place.id, { litres: registerAt(place, START), day: HISTORY_FROM }]),
  );

  say(`Writing ${places.length.toLocaleString('en-US')} homes, meters and accounts.`);
  await inTransaction(source, async (tx) => {
    await ensureReadPartitions(tx, START, MONTHS);
    await writeCity(tx, places, (place) => registerAt(place, START), options.secret);
  });
  await writeStaff(source, START);
  const late = await writeHistory(source, places, tails, registerAt, say);
  // The planner knows nothing yet of what was just written.
  await source.query('ANALYZE');
  say(`Playing through ${late.length} bills that were not paid in time.`);
  const crews = new Crews(source, places, registerAt);
  await playLateBills(source, late, addDays(PLAYED_FROM, 42), crews);
  await beginTheDay(source, crews);
  await openTheMail(source);
  await resetAlarms(source, DEMO_NOW);
  say('Writing the last days of readings.');
  await writeDailyReads(source, places, stoodStill(registerAt, crews.closed));
  // It holds the devices' secrets: only its owner may read it.
  await writeFile(options.fleetFile, writeFleet([...meters.values()]), { mode: 0o600 });
  const off = places.flatMap((place) => {
    const from = crews.closed.get(place.id);
    return from === undefined ? [] : [{ device: place.device, from }];
  });
  await writeFile(memoryFileOf(options.fleetFile), firstMemory(DEMO_NOW, off), { mode: 0o600 });
  // No certified translator has seen the papers: the demo prints them, and they say so.
  await nameCity(source.manager, { ...(await theCity(source.manager)), drafts: 'marked' });
  await new CityClock(options.machine).set(source, {
    cityAt: DEMO_NOW,
    systemAt: options.machine(),
    running: true,
    turning: null,
  });
}

/** Groups written side by side: while one is made up here, the database is busy with the other. */
const LANES = 2;

/** Writes the two years group by group, a lane's runs in time order; returns the late bills in an order that is always the same. */
async function writeHistory(
  source: DataSource,
  places: readonly Place[],
  tails: Tails,
  registerAt: RegisterAt,
  say: (line: string) => void,
): Promise<LateBill[]> {
  const runs = historyRuns();
  const late: LateBill[] = [];
  let done = 0;
  const lane = async (nth: number): Promise<void> => {
    for (const run of runs.filter((each) => each.group % LANES === nth)) {
      const mine = places.filter((place) => place.routeGroup === run.group);
      const recent = run.billDate >= PLAYED_FROM;
      const left = await inTransaction(source, (tx) =>
        writeRun(tx, mine, run, tails, registerAt, { recent, until: DEMO_NOW }),
      );
      late.push(...left.map((place) => ({ place, run })));
      done += 1;
      if (done % 26 === 0) say(`Two years of bills: ${Math.round((done / runs.length) * 100)} %.`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, nth) => lane(nth)));
  return late.sort((a, b) =>
    a.run.billDate === b.run.billDate ? a.place.id - b.place.id : a.run.billDate < b.run.billDate ? -1 : 1,
  );
}

/** A meter behind a closed curb stop stands still. */
function stoodStill(registerAt: RegisterAt, closed: ReadonlyMap<number, Instant>): RegisterAt {
  return (place, at) => registerAt(place, Math.min(at, closed.get(place.id) ?? at) as Instant);
}

async function writeDailyReads(source: DataSource, places: readonly Place[], registerAt: RegisterAt): Promise<void> {
  await inTransaction(source, async (tx) => {
    let day: Day = addDays(DEMO_TODAY, -DAILY_READS);
    for (; day < DEMO_TODAY; day = addDays(day, 1)) await writeReads(tx, places, day, registerAt);
    await tx.query(
      `INSERT INTO read_tail (meter_id, read_at, litres)
       SELECT DISTINCT ON (meter_id) meter_id, read_at, litres FROM meter_read WHERE read_at > $1
       ORDER BY meter_id, read_at DESC
       ON CONFLICT (meter_id) DO UPDATE SET read_at = excluded.read_at, litres = excluded.litres
         WHERE read_tail.read_at < excluded.read_at`,
      [text(wall(addDays(DEMO_TODAY, -DAILY_READS), '00:00'))],
    );
  });
}
