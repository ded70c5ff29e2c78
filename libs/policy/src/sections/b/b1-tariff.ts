import { usageWords } from '../../meters/screen-units.ts';
import type { UsageUnit } from '../../meters/screen-units.ts';
import { addCents, cents, formatDollars, shareHalfUp } from '../../money/money.ts';
import type { Cents } from '../../units.ts';

/** One billing unit, 100 cubic feet: exactly 2,831.6846592 litres. In tenths of a microlitre, so that it is whole. */
const UNIT = 28_316_846_592n;
const LITRE = 10_000_000n;

export const METER_SIZES = ['5/8', '3/4', '1', '1-1/2', '2'] as const;
/** Nominal size in inches. */
export type MeterSize = (typeof METER_SIZES)[number];

export interface Tier {
  /** Last unit of the tier in a full period; null for the last tier. */
  readonly upTo: number | null;
  readonly price: Cents;
}

/** What water costs, for one full billing period. */
export interface Tariff {
  readonly name: string;
  /** Days of a full period: the fixed charge and the tiers are written for these. */
  readonly periodDays: number;
  readonly fixed: Readonly<Record<MeterSize, Cents>>;
  readonly tiers: readonly Tier[];
}

export interface BillLine {
  readonly kind: 'fixed' | 'tier';
  /** 1 for the first tier; null for the fixed charge. */
  readonly tier: number | null;
  readonly units: number;
  readonly price: Cents;
  readonly amount: Cents;
  readonly says: string;
}

export interface BillAmount {
  readonly lines: readonly BillLine[];
  readonly total: Cents;
}

/** Whole units that a register of litres has passed since it was new. */
export function unitsOnRegister(litres: number): number {
  if (!Number.isSafeInteger(litres) || litres < 0) throw new RangeError(`${litres} is not a register in whole litres.`);
  return Number((BigInt(litres) * LITRE) / UNIT);
}

/** The fewest whole litres that are so many units. */
export function litresOfUnits(units: number): number {
  if (!Number.isSafeInteger(units) || units < 0) throw new RangeError(`${units} is not a number of whole units.`);
  return Number((BigInt(units) * UNIT + LITRE - 1n) / LITRE);
}

/**
 * Whole units to bill between two readings of one meter, in litres. The fraction is dropped and stays on the register, so
 * it is billed when it has grown to a unit, and no bill counts it twice.
 */
export function unitsBetween(fromLitres: number, toLitres: number): number {
  if (toLitres < fromLitres) throw new RangeError(`The register went back from ${fromLitres} to ${toLitres} litres.`);
  return unitsOnRegister(toLitres) - unitsOnRegister(fromLitres);
}

/** A tier's last unit in a period of `days`, to the whole unit, half up. */
function tierEnd(upTo: number, days: number, periodDays: number): number {
  return Math.floor((2 * upTo * days + periodDays) / (2 * periodDays));
}

function count(value: number, one: string, many: string): string {
  return `${value} ${value === 1 ? one : many}`;
}

/** The water of a tier; the price is of a hundred cubic feet, so these stand beside another unit. */
function pricedWords(units: number, told: UsageUnit): string {
  const priced = usageWords(units, 'ccf');
  return told === 'ccf' ? priced : `${usageWords(units, told)}, ${priced}`;
}

/**
 * The amount of a bill: a fixed charge by meter size and whole units through the tiers. In a period shorter or longer
 * than the tariff's the fixed charge and the width of the tiers go by days; the price of a unit does not.
 */
export function billLines(
  tariff: Tariff,
  meterSize: MeterSize,
  unitsUsed: number,
  days: number,
  told: UsageUnit = 'ccf',
): BillAmount {
  if (!Number.isSafeInteger(unitsUsed) || unitsUsed < 0)
    throw new RangeError(`${unitsUsed} is not a number of whole units.`);
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`${days} is not a number of days.`);
  const fixed = shareHalfUp(tariff.fixed[meterSize], days, tariff.periodDays);
  const lines: BillLine[] = [
    {
      kind: 'fixed',
      tier: null,
      units: 0,
      price: fixed,
      amount: fixed,
      says: `${meterSize}" meter, ${count(days, 'day', 'days')}`,
    },
  ];
  let billed = 0;
  tariff.tiers.forEach(({ upTo, price }, index) => {
    const end = upTo === null ? unitsUsed : Math.min(unitsUsed, tierEnd(upTo, days, tariff.periodDays));
    const units = end - billed;
    if (units <= 0) return;
    billed = end;
    const says = `Tier ${index + 1}: ${pricedWords(units, told)} at ${formatDollars(price)}`;
    lines.push({ kind: 'tier', tier: index + 1, units, price, amount: cents(units * price), says });
  });
  if (billed !== unitsUsed) throw new RangeError(`The tariff ${tariff.name} has no price for unit ${billed + 1}.`);
  return { lines, total: addCents(...lines.map((line) => line.amount)) };
}
