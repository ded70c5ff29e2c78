import type { ClauseId } from '../clauses/clause-id.ts';
import type { Cents, Day } from '../units.ts';
import type { FeeName, PolicyParameters } from './policy-parameters.ts';

/** What a value of a city's policy counts. A `choice` is one of the names that its type allows. */
export const UNITS = [
  'days',
  'business days',
  'months',
  'hours',
  'times a year',
  'times',
  'billing units',
  'cents',
  'basis points',
  'ten-thousandths',
  'time of day',
  'month and day',
  'dates',
  'choice',
  'on or off',
  'languages',
  'telephone',
  'web address',
  'time zone',
] as const;
export type Unit = (typeof UNITS)[number];

/** One value of a city's policy: what it counts, from which day it holds, and where it is written. */
export interface Cited<V> {
  readonly value: V;
  readonly unit: Unit;
  readonly from: Day;
  readonly cite: string;
}

/** The values alone; the rest of the policy says whose they are and of which version. */
type Values = Omit<PolicyParameters, 'profile' | 'version' | 'unknowns' | 'superseded' | 'fees'>;

/** Values that belong together, each with a unit and a citation of its own. */
type Group =
  | 'screenUnits'
  | 'oddUse'
  | 'extension'
  | 'standing'
  | 'tenantNotice'
  | 'closeWindow'
  | 'officeHours'
  | 'lowIncomeCaps'
  | 'review'
  | 'appeal'
  | 'arrangement'
  | 'moneyDays'
  | 'overpayments';

/** A fee, with the clause that its charge cites. */
export interface CitedFee extends Cited<Cents> {
  readonly clause: ClauseId;
}

/** Everything that a version of a city's policy sets, each value cited. */
export type CitedParameters = {
  readonly [K in keyof Values]: K extends Group
    ? { readonly [L in keyof Values[K]]: Cited<Values[K][L]> }
    : Cited<Values[K]>;
} & { readonly fees: Readonly<Record<FeeName, CitedFee>> };

/** Cites a document: `policy('B(2)', 42, 'days')`. */
export function source(document: string, from: Day) {
  return <V>(place: string, value: V, unit: Unit): Cited<V> => ({ value, unit, from, cite: `${document}, ${place}` });
}

function isCited(of: object): of is Cited<unknown> {
  return 'value' in of;
}

/** Every value by its name, those of a group as `extension.maxDays`. */
export function citedValues(parameters: object, group = ''): readonly (readonly [string, Cited<unknown>])[] {
  return Object.entries(parameters).flatMap(([name, of]: [string, object]) =>
    isCited(of) ? [[`${group}${name}`, of] as const] : citedValues(of, `${group}${name}.`),
  );
}

/** The first value without a unit, a day or a citation, as a sentence; null where all have them. */
export function uncitedRefusal(parameters: object): string | null {
  for (const [name, { unit, from, cite }] of citedValues(parameters)) {
    if (!UNITS.includes(unit)) return `${name} has no unit.`;
    if (!/^\d{4}-\d\d-\d\d$/.test(from)) return `${name} has no first day.`;
    if (cite.trim() === '') return `${name} has no citation.`;
  }
  return null;
}

function plain(parameters: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, of]: [string, object]) => [name, isCited(of) ? of.value : plain(of)]),
  );
}

/** The values without their citations, as the rules take them. */
export function termsOf({ fees, ...values }: CitedParameters): Values & Pick<PolicyParameters, 'fees'> {
  const feesOf = Object.fromEntries(
    Object.entries(fees).map(([name, { value, clause, cite }]) => [name, { amount: value, clause, cite }]),
  ) as Record<FeeName, PolicyParameters['fees'][FeeName]>;
  // The compiler cannot follow a loop over names: the type of `CitedParameters` says that nothing is missing.
  return { ...(plain(values) as Values), fees: feesOf };
}
