/** What the water of a bill is told in: hundreds of cubic feet, gallons or cubic meters. */
export const USAGE_UNITS = ['ccf', 'gal', 'm3'] as const;
export type UsageUnit = (typeof USAGE_UNITS)[number];

/** What a way is told in: feet and miles, or meters and kilometers. */
export const DISTANCE_UNITS = ['miles', 'kilometers'] as const;
export type DistanceUnit = (typeof DISTANCE_UNITS)[number];

/** What a city's screens and messages count in. */
export interface ScreenUnits {
  readonly usage: UsageUnit;
  readonly distance: DistanceUnit;
}

const FEET_PER_MILE = 5_280;
const METERS_PER_FOOT = 0.3048;
/** From a tenth of a mile up a way is told in miles. */
const MOST_FEET = FEET_PER_MILE / 10;
const EXACT_BELOW = 100;
const TENTHS = 10;

function tens(value: number): number {
  return value < EXACT_BELOW ? Math.round(value) : Math.round(value / TENTHS) * TENTHS;
}

/** `44 ft`, `430 ft`, `0.9 mi`. */
export function feetWords(feet: number): string {
  return feet < MOST_FEET ? `${tens(feet)} ft` : `${(feet / FEET_PER_MILE).toFixed(1)} mi`;
}

/** A way of so many meters as people of the city say it: `430 ft`, `1.2 mi`; or `40 m`, `1.2 km`. */
export function distanceWords(meters: number, unit: DistanceUnit): string {
  if (unit === 'miles') return feetWords(meters / METERS_PER_FOOT);
  return meters < 1_000 ? `${tens(meters)} m` : `${(meters / 1_000).toFixed(1)} km`;
}

/** In nanoliters: 100 cubic feet, a gallon, a tenth of a cubic meter. Exactly. */
const UNIT = 2_831_684_659_200n;
const GALLON = 3_785_411_784n;
const CUBIC_METER_TENTH = 100_000_000_000n;

function nearest(units: number, of: bigint): bigint {
  return (2n * BigInt(units) * UNIT + of) / (2n * of);
}

/** The units of a bill, hundreds of cubic feet, as its reader knows them: `37 CCF`, `27,678 gal`, `104.8 m³`. */
export function usageWords(units: number, unit: UsageUnit): string {
  if (unit === 'ccf') return `${units.toLocaleString('en-US')} CCF`;
  if (unit === 'gal') return `${nearest(units, GALLON).toLocaleString('en-US')} gal`;
  const tenths = nearest(units, CUBIC_METER_TENTH);
  return `${(tenths / 10n).toLocaleString('en-US')}.${tenths % 10n} m³`;
}
