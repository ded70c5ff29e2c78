import { SettingRefused } from './setting-kinds.ts';
import { SETTINGS } from './settings-table.ts';
import type { Cents, Day } from '../units.ts';
import type { Setting } from './setting-kinds.ts';
import type { FeeName, PolicyParameters } from './policy-parameters.ts';

/** Parameters of the policy that stand by themselves; the fees have names of their own below. */
type Plain = Omit<
  PolicyParameters,
  'profile' | 'version' | 'timeZone' | 'holidays' | 'fees' | 'unknowns' | 'superseded'
>;

/** What a city, or a scenario, may set differently from a profile. */
export type Settings = Partial<Plain> & {
  readonly reconnectionFee?: Cents;
  readonly afterHoursReconnectionFee?: Cents;
  readonly depositAmount?: Cents;
  readonly nsfFee?: Cents;
  readonly laterNsfFee?: Cents;
  readonly manualReadFee?: Cents;
};

/** Settings as they are written: their names in files, in the API and in the database, with text values. */
export type WrittenSettings = Readonly<Record<string, string>>;

function dayCount(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > 366)
    throw new RangeError(`${name} is 1 to 366 days, not ${value}.`);
  return value;
}

function feesOf(
  policy: PolicyParameters,
  amounts: Readonly<Partial<Record<FeeName, Cents | undefined>>>,
): PolicyParameters['fees'] {
  const changed = { ...policy.fees };
  for (const [name, fee] of Object.entries(policy.fees) as [FeeName, PolicyParameters['fees'][FeeName]][]) {
    const amount = amounts[name];
    if (amount === undefined) continue;
    if (amount < 0) throw new RangeError('A fee is zero or more.');
    changed[name] = { ...fee, amount };
  }
  return changed;
}

/** The same version with some numbers changed; what is not named stays. A number of days to pay makes the due rule `days`. */
export function withSettings(policy: PolicyParameters, switches: Settings): PolicyParameters {
  const { reconnectionFee, afterHoursReconnectionFee, depositAmount, nsfFee, laterNsfFee, manualReadFee, ...plain } =
    switches;
  const changed: PolicyParameters = {
    ...policy,
    ...(plain.payByDays === undefined ? {} : { dueRule: { kind: 'days' as const } }),
    ...plain,
    fees: feesOf(policy, {
      'reconnection-fee': reconnectionFee,
      'after-hours-reconnection-fee': afterHoursReconnectionFee,
      deposit: depositAmount,
      'nsf-fee': nsfFee,
      'later-nsf-fee': laterNsfFee,
      'manual-read-fee': manualReadFee,
    }),
  };
  dayCount('payByDays', changed.payByDays);
  dayCount('shutoffDay', changed.shutoffDay);
  return changed;
}

/** The switch of a name, or a sentence that names all there are. */
export function settingOf(name: string): Setting {
  const found = SETTINGS.find((each) => each.name === name);
  if (found) return found;
  throw new SettingRefused(
    name,
    `No switch is called ${name}. There are: ${SETTINGS.map((each) => each.name).join(', ')}.`,
  );
}

/** Written switches laid over a version, in the order they are written. */
export function withWritten(policy: PolicyParameters, written: WrittenSettings): PolicyParameters {
  let changed = policy;
  for (const [name, text] of Object.entries(written)) {
    changed = withSettings(changed, settingOf(name).read(text, changed));
  }
  return changed;
}

/** A later version of the policy: `switches` from `from` on, the bills before it keep their own rules (Z.1). */
export function laterVersion(policy: PolicyParameters, from: Day, switches: Settings): PolicyParameters {
  return supersede(policy, from, withSettings(policy, switches));
}

/** A later version from written switches (Z.1). */
export function laterWritten(policy: PolicyParameters, from: Day, written: WrittenSettings): PolicyParameters {
  return supersede(policy, from, withWritten(policy, written));
}

function supersede(policy: PolicyParameters, from: Day, changed: PolicyParameters): PolicyParameters {
  if (from <= policy.version) throw new RangeError(`A version of ${from} is not later than ${policy.version}.`);
  return { ...changed, version: from, superseded: [policy, ...(policy.superseded ?? [])] };
}
