import {
  BENEFITS,
  PAST_KINDS,
  cents,
  isProfileName,
  profiles,
  settingOf,
  weekday,
  SettingRefused,
} from '@curbstop/policy';
import { may, mapOf, need, orElse, readFields } from './fields.ts';
import type { ValuesOf } from './fields.ts';
import type { Item } from './item.ts';
import { anyOf } from './unreadable.ts';
import { date, decimal, filledText, listOf, moneyFrom, oneOf, orNull, text, whole, yesNo } from './values.ts';
import type { Read } from './values.ts';

/** Evidence of a low income or of a benefit; `ends` is the last day of the benefit. */
const household = mapOf({
  benefits: orElse(listOf(oneOf(...BENEFITS)), []),
  'income-percent-of-poverty': orElse(orNull(decimal), null),
  ends: orElse(orNull(date), null),
  verified: orElse(yesNo, true),
});
export type HouseholdGiven = ReturnType<typeof household>;

const opened: Read<ReturnType<typeof date> | 'never'> = (item) => (item.text === 'never' ? 'never' : date(item));
const route: Read<ReturnType<typeof date> | 'none'> = (item) => {
  if (item.text === 'none') return 'none';
  const monday = date(item);
  return weekday(monday) === 1 ? monday : item.fail(`route is none or a Monday, and ${monday} is none.`);
};

const past = mapOf({ on: need(date), was: need(oneOf(...PAST_KINDS)) });

/** What may be said of an account. The first value of a list is the default. */
const ACCOUNT = {
  class: orElse(oneOf('residential', 'commercial', 'state', 'government'), 'residential'),
  dwelling: orElse(oneOf('single-family', 'multi-unit', 'mobile-home'), 'single-family'),
  customer: orElse(oneOf('owner-occupant', 'landlord', 'tenant'), 'owner-occupant'),
  'landlord-trust': orElse(yesNo, false),
  units: orElse(whole(1, 500), 1),
  household: may(orNull(household)),
  meter: orElse(oneOf('smart', 'manual'), 'smart'),
  valve: orElse(oneOf('none', 'remote'), 'none'),
  opened: may(opened),
  'same-customer-as': may(filledText),
  name: may(text),
  address: may(text),
  deposit: orElse(moneyFrom(cents(0)), cents(0)),
  ach: orElse(yesNo, false),
  route: orElse(route, 'none'),
  notices: orElse(oneOf('auto', 'manual'), 'auto'),
  history: orElse(listOf(past), []),
};
export type AccountGiven = ValuesOf<typeof ACCOUNT>;

/** Parameters of the policy by name, as written. */
export interface SwitchItem {
  readonly name: string;
  readonly text: string;
  readonly item: Item;
}
/** Which switches there are, and what each may be, is the policy's to say. */
function switchItem(item: Item): SwitchItem {
  const { name, text: value } = item;
  try {
    settingOf(name).read(value, profiles.glendora.versions[0]);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SettingRefused) return item.fail(error.message);
    throw error;
  }
  return { name, text: value, item };
}
export const switches: Read<readonly SwitchItem[]> = (item) => (item.isNothing ? [] : item.fields.map(switchItem));

const version = mapOf({ from: need(date), switches: orElse(switches, []) });
const city = mapOf({
  phone: may(text),
  'policy-url': may(text),
  untranslated: orElse(listOf(filledText), []),
});

export interface Given {
  /** Where `given` begins. */
  readonly line: number;
  readonly accounts: ReadonlyMap<string, AccountGiven>;
  readonly switches: readonly SwitchItem[];
  readonly versions: readonly { readonly from: ReturnType<typeof date>; readonly switches: readonly SwitchItem[] }[];
  readonly city: ReturnType<typeof city>;
}

/** An account of which nothing is said. */
export const PLAIN_ACCOUNT = Object.fromEntries(
  Object.entries(ACCOUNT).map(([name, field]) => [name, field.absent?.is]),
) as AccountGiven;

const account = (item: Item): AccountGiven => (item.isNothing ? PLAIN_ACCOUNT : readFields(item, ACCOUNT));

function checkCustomer(item: Item, valuesOf: AccountGiven, names: readonly string[]): void {
  const other = valuesOf['same-customer-as'];
  if (other !== undefined && !names.includes(other))
    item.fail(`same-customer-as names an account of this file: ${anyOf(names)}, not "${other}".`);
}

const onlyAccount: Read<AccountGiven> = (item) => {
  const found = account(item);
  checkCustomer(item, found, ['main']);
  return found;
};

const accounts: Read<ReadonlyMap<string, AccountGiven>> = (item) => {
  const found = new Map(item.fields.map((each) => [each, account(each)]));
  if (found.size === 0) item.fail('accounts needs at least one account.');
  const names = item.fields.map((each) => each.name);
  for (const [each, valuesOf] of found) checkCustomer(each, valuesOf, names);
  return new Map([...found].map(([each, valuesOf]) => [each.name, valuesOf]));
};

const GIVEN = {
  account: may(onlyAccount),
  accounts: may(accounts),
  switches: orElse(switches, []),
  versions: orElse(listOf(version), []),
  city: may(city),
};

/** `given`; `account` is short for an account called `main`, and nothing said at all is one too. */
export function readGiven(item: Item | null): Given {
  const values = item === null || item.isNothing ? null : readFields(item, GIVEN);
  if (item && values?.account !== undefined && values.accounts !== undefined)
    item.fail('given has either account or accounts, not both.');
  const only = values?.account ?? PLAIN_ACCOUNT;
  return {
    line: item?.line ?? 1,
    accounts: values?.accounts ?? new Map([['main', only]]),
    switches: values?.switches ?? [],
    versions: values?.versions ?? [],
    city: values?.city ?? { phone: undefined, 'policy-url': undefined, untranslated: [] },
  };
}

/** `policy`: one of the cities shipped. */
export const profileName: Read<keyof typeof profiles> = (item) =>
  isProfileName(item.text) ? item.text : item.fail(`policy is ${anyOf(Object.keys(profiles))}, not "${item.text}".`);
