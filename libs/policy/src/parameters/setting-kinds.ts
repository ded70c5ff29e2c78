import { clockTime } from '../calendar/zoned.ts';
import { basisPoints, parseDollars } from '../money/money.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type { BasisPoints, Cents, TimeOfDay } from '../units.ts';
import type { Settings } from './settings.ts';
import type { PolicyParameters } from './policy-parameters.ts';

/** One number or choice that a city may set differently, by the name it has in files, in the API and on screens. */
export interface Setting {
  readonly name: string;
  readonly clause: ClauseId;
  /** What it sets, in a few words, with its unit. */
  readonly says: string;
  /** What may be written. */
  readonly allowed: string;
  /** Every value where there are few; null for a number, an amount or a time. */
  readonly values: readonly string[] | null;
  /** The value in force, as it would be written. */
  readonly written: (policy: PolicyParameters) => string;
  /** What a written value changes, or a {@link SettingRefused}. */
  readonly read: (text: string, policy: PolicyParameters) => Settings;
}

/** A switch that is not known, or a value it does not take. The message says what is allowed. */
export class SettingRefused extends RangeError {
  constructor(
    readonly switchName: string,
    message: string,
  ) {
    super(message);
    this.name = 'SettingRefused';
  }
}

interface Kind<V> {
  readonly allowed: string;
  readonly values: readonly string[] | null;
  /** Null for a text that is not of the kind. */
  readonly parse: (text: string) => V | null;
  readonly write: (value: V) => string;
}

/** Lays one switch from its kind, how to get its value from the policy, and what a value changes. */
export function defineSetting<V>(
  kind: Kind<V>,
  name: string,
  clause: ClauseId,
  says: string,
  get: (policy: PolicyParameters) => V,
  set: (value: V, policy: PolicyParameters) => Settings,
): Setting {
  const read = (text: string, policy: PolicyParameters) => {
    const value = kind.parse(text.trim());
    if (value === null) throw new SettingRefused(name, `${name} is ${kind.allowed}, not "${text}".`);
    return set(value, policy);
  };
  return { name, clause, says, allowed: kind.allowed, values: kind.values, written: (t) => kind.write(get(t)), read };
}

export function oneOf<V extends string>(...values: readonly V[]): Kind<V> {
  return {
    allowed: values.join(' or '),
    values,
    parse: (text) => values.find((value) => value === text) ?? null,
    write: (value) => value,
  };
}

/** YAML leaves `on` and `off` as text and makes `true` and `false` of the others; both are taken. */
export const onOff: Kind<boolean> = {
  allowed: 'on or off',
  values: ['on', 'off'],
  parse: (text) => (text === 'on' || text === 'true' ? true : text === 'off' || text === 'false' ? false : null),
  write: (value) => (value ? 'on' : 'off'),
};

export function whole(least: number, most: number, unit: string): Kind<number> {
  return {
    allowed: `a whole number of ${unit} from ${least} to ${most}`,
    values: null,
    parse: (text) => {
      const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : null;
    },
    write: String,
  };
}

export const dollars: Kind<Cents> = {
  allowed: 'an amount of zero or more, such as 70.00',
  values: null,
  parse: (text) => {
    const parsed = parseDollars(text);
    return parsed.ok ? parsed.cents : null;
  },
  write: (value) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`,
};

/** Hundredths from a decimal with at most two places, without passing through a fraction. */
function hundredths(text: string): number | null {
  const match = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(text);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

export const percent: Kind<BasisPoints> = {
  allowed: 'a percentage from 0 to 100, such as 10 or 7.5',
  values: null,
  parse: (text) => {
    const value = hundredths(text.replace(/\s*%$/, ''));
    return value === null || value > 10_000 ? null : basisPoints(value);
  },
  write: (value) => String(value / 100),
};

export const clock: Kind<TimeOfDay> = {
  allowed: 'a time of day such as 17:00',
  values: null,
  parse: (text) => {
    const padded = /^\d:/.test(text) ? `0${text}` : text;
    return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(padded) ? clockTime(padded) : null;
  },
  write: (value) => value,
};

/** An index of prices: 1.000 for the base year. */
export const priceIndex: Kind<number> = {
  allowed: 'an index from 0.5 to 9.9999, such as 1.000',
  values: null,
  parse: (text) => {
    const match = /^(\d)(?:\.(\d{1,4}))?$/.exec(text);
    if (!match) return null;
    const value = Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
    return value >= 5_000 ? value : null;
  },
  write: (value) => (value / 10_000).toFixed(4).replace(/0$/, ''),
};
