import type { Irrigation, Series, SimulatedMeter } from '@curbstop/city';
import { deviceCommandKey, deviceSecret } from '@curbstop/core';
import { START } from './calendar.ts';
import type { Place } from './places.ts';
import { Random } from './random.ts';

/** Litres a home of this city uses indoors in a year of 52 weeks; gardens take most of the rest. */
const HOME_INDOORS = 230_000;
/** A home that was empty for the recorded year is no model for one that gets bills. */
const LEAST_LIVED = 20_000;

const SCALES: Readonly<Record<Place['meterSize'], number>> = { '5/8': 1, '3/4': 1.2, '1': 2.2, '1-1/2': 5, '2': 9 };
/** Litres of one watering in the height of summer. */
const GARDENS: Readonly<Record<Place['meterSize'], number>> = {
  '5/8': 4_200,
  '3/4': 5_400,
  '1': 9_000,
  '1-1/2': 11_000,
  '2': 15_000,
};
const WATERING_DAYS = [
  [1, 3, 5],
  [2, 4, 6],
  [0, 3],
] as const;

function gardenOf(place: Place, random: Random): Irrigation | null {
  const size =
    place.dwelling === 'multi-unit'
      ? 0.3
      : random.weighed([
          [0, 15],
          [0.5, 30],
          [1, 40],
          [1.6, 15],
        ]);
  const days = [...random.pick(WATERING_DAYS)];
  const hour = random.whole(2, 6);
  return size === 0 ? null : { litres: Math.round(GARDENS[place.meterSize] * size), days, hour };
}

/** The simulated meter of a place, with its secrets; the same on every machine but for the secrets. */
export function meterOf(place: Place, allSeries: ReadonlyMap<string, Series>, master: string): SimulatedMeter {
  const random = new Random(place.id * 40_503 + 7);
  const lived = [...allSeries].filter(([, sums]) => (sums.at(-1) ?? 0) > LEAST_LIVED);
  const [series, sums] = random.pick(lived);
  const wanted = HOME_INDOORS * SCALES[place.meterSize] * (0.5 + random.next());
  return {
    device: place.device,
    serial: place.meterSerial,
    secret: deviceSecret(master, place.device),
    commandKey: place.valve ? deviceCommandKey(master, place.device).toString('hex') : null,
    series,
    scale: Math.round((wanted / (sums.at(-1) ?? 1)) * 1_000) / 1_000,
    base: random.whole(50, 2_400) * 1_000,
    epoch: START,
    irrigation: gardenOf(place, random),
    valve: place.valve !== null,
    behaviour: place.valve ?? 'normal',
  };
}
