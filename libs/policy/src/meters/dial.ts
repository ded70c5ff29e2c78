/** What the dial of a meter counts in. */
export const DIAL_UNITS = ['gal', 'ft3', 'm3'] as const;
export type DialUnit = (typeof DIAL_UNITS)[number];

/** What one step of the last turning digit is worth, in the dial's unit; above 1 the dial ends in painted zeros. */
export const DIAL_MULTIPLIERS = [1, 10, 100, 1_000] as const;
export type DialMultiplier = (typeof DIAL_MULTIPLIERS)[number];

/** The face of a meter. */
export interface Dial {
  readonly unit: DialUnit;
  /** Digits that turn, without painted zeros; of cubic metres, those before the point. */
  readonly digits: number;
  readonly multiplier: DialMultiplier;
}

/** A register in cubic meters with its liters, as a radio counts. */
export const METRIC_DIAL: Dial = { unit: 'm3', digits: 9, multiplier: 1 };

export const DIAL_UNIT_MARKS: Readonly<Record<DialUnit, string>> = { gal: 'gal', ft3: 'ft³', m3: 'm³' };
export const DIAL_UNIT_NAMES: Readonly<Record<DialUnit, string>> = {
  gal: 'gallons',
  ft3: 'cubic feet',
  m3: 'cubic meters',
};

/** Exactly: 3.785411784 liters to the US gallon, 28.316846592 to the cubic foot. */
const NANOLITERS: Readonly<Record<DialUnit, bigint>> = {
  gal: 3_785_411_784n,
  ft3: 28_316_846_592n,
  m3: 1_000_000_000_000n,
};
const NANOLITERS_OF_A_LITER = 1_000_000_000n;
const CUBIC_METER_DECIMALS = 12;

/** Digits after the point: a register in cubic meters shows its liters. */
export function dialDecimals({ unit, multiplier }: Dial): number {
  return unit === 'm3' && multiplier === 1 ? 3 : 0;
}

/** Nanoliters of one step of the last digit. */
function stepOf(dial: Dial): bigint {
  return (NANOLITERS[dial.unit] * BigInt(dial.multiplier)) / 10n ** BigInt(dialDecimals(dial));
}

function turnOf(dial: Dial): bigint {
  return 10n ** BigInt(dial.digits + dialDecimals(dial));
}

/** `6 digits of cubic feet and a painted zero` */
export function dialShape(dial: Dial): string {
  const zeros = String(dial.multiplier).length - 1;
  const painted = zeros === 0 ? '' : ` and ${zeros === 1 ? 'a painted zero' : `${zeros} painted zeros`}`;
  return `${dial.digits} digits of ${DIAL_UNIT_NAMES[dial.unit]}${painted}`;
}

/** Why a text cannot be what a dial shows, in a sentence that says what can; null when it can. */
export function dialRefusal(text: string, dial: Dial): string | null {
  const decimals = dialDecimals(dial);
  const [whole = '', part, ...more] = text.split('.');
  const after = decimals === 0 ? '' : `, and ${decimals} after the point`;
  const shape = `This meter's dial shows ${dialShape(dial)}${after}.`;
  const isNumber = /^\d+$/.test(whole) && (part === undefined || /^\d+$/.test(part)) && more.length === 0;
  if (!isNumber || (part !== undefined && decimals === 0)) return `${shape} Type its digits only.`;
  if (whole.length > dial.digits || (part ?? '').length > decimals) return `${shape} ${text} has more.`;
  return null;
}

function stepsIn(text: string, dial: Dial): bigint {
  const refusal = dialRefusal(text, dial);
  if (refusal !== null) throw new RangeError(refusal);
  const [whole = '', part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(dialDecimals(dial), '0'));
}

function ceilDivide(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

/** The fewest whole liters at which a dial shows these digits. */
export function litersOfDial(text: string, dial: Dial): number {
  return Number(ceilDivide(stepsIn(text, dial) * stepOf(dial), NANOLITERS_OF_A_LITER));
}

/** What a dial has counted when it shows these digits, in cubic meters, exactly. */
export function cubicMetersOfDial(text: string, dial: Dial): string {
  const digits = String(stepsIn(text, dial) * stepOf(dial)).padStart(CUBIC_METER_DECIMALS + 1, '0');
  const part = digits.slice(-CUBIC_METER_DECIMALS).replace(/0+$/, '').padEnd(3, '0');
  return `${digits.slice(0, -CUBIC_METER_DECIMALS)}.${part}`;
}

function shown(nanoliters: bigint, dial: Dial): string {
  const steps = String((nanoliters / stepOf(dial)) % turnOf(dial));
  const decimals = dialDecimals(dial);
  if (decimals === 0) return steps;
  const digits = steps.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** What a dial shows of whole liters: a last digit that has not come round yet does not show, and past the last digit it begins at nought. */
export function dialOfLiters(liters: number, dial: Dial): string {
  if (!Number.isSafeInteger(liters) || liters < 0) throw new RangeError(`${liters} is not a register in whole liters.`);
  return shown(BigInt(liters) * NANOLITERS_OF_A_LITER, dial);
}

/** What a dial shows of cubic meters, a decimal text of at most twelve places. */
export function dialOfCubicMeters(register: string, dial: Dial): string {
  const match = /^(\d+)(?:\.(\d{1,12}))?$/.exec(register);
  if (!match) throw new RangeError(`${register} is no register in cubic meters.`);
  return shown(BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(CUBIC_METER_DECIMALS, '0')), dial);
}

/** Whole liters at which a dial is at nought again. */
export function dialCapacity(dial: Dial): number {
  return Number(ceilDivide(turnOf(dial) * stepOf(dial), NANOLITERS_OF_A_LITER));
}

/** The digits as they stand on the face, with leading and painted zeros: `0045120` for 4512 on six digits of tens. */
export function dialFace(text: string, dial: Dial): string {
  if (dial.unit === 'm3' && dial.multiplier === 1) return text;
  return text.padStart(dial.digits, '0') + String(dial.multiplier).slice(1);
}

/** `0045120 gal`, as a person reads it off a meter. */
export function dialWords(text: string, dial: Dial): string {
  return `${dialFace(text, dial)} ${DIAL_UNIT_MARKS[dial.unit]}`;
}

/** A register as the journal tells it: cubic meters as they came, other dials by their face and unit. */
export function registerWords(text: string, dial: Dial): string {
  return dial.unit === 'm3' ? text : dialWords(text, dial);
}

/** `0045120 gal` of whole liters. */
export function literWords(liters: number, dial: Dial): string {
  return dialWords(dialOfLiters(liters, dial), dial);
}

/** Water that passed, in the dial's unit, to the nearest whole: `12,400 gal`. */
export function passedWords(liters: number, { unit }: Dial): string {
  const nanoliters = BigInt(Math.max(0, liters)) * NANOLITERS_OF_A_LITER;
  const whole = (2n * nanoliters + NANOLITERS[unit]) / (2n * NANOLITERS[unit]);
  return `${whole.toLocaleString('en-US')} ${DIAL_UNIT_MARKS[unit]}`;
}
