import { arrangementWish } from '@curbstop/contracts';
import type { ArrangementKind, ArrangementWish, Cents } from '@curbstop/policy';
import { ARRANGEMENT_KINDS, parseDollars } from '@curbstop/policy';
import { checked } from './form.ts';
import type { Errors } from './form.ts';
import { percentTyped } from './household.tsx';
import { rowsIn } from './plan-rows.ts';

/** What stands in the form of an arrangement. Empty: as usual. */
export type PlanValues = {
  kind: string;
  /** Numbers of the bills it covers, with commas; empty for every unpaid one. */
  bills: string;
  months: string;
  start: string;
  down: string;
  rows: string;
  fee: string;
  percent: string;
  fund: string;
  council: string;
  until: string;
  hardship: boolean;
  signed: boolean;
};

export const EMPTY_PLAN: PlanValues = {
  kind: 'amortization',
  bills: '',
  months: '',
  start: '',
  down: '',
  rows: '',
  fee: '',
  percent: '',
  fund: '',
  council: '',
  until: '',
  hardship: false,
  signed: false,
};

/** Which fields each kind has; what was typed in those of another kind is not sent. */
const FIELDS: Readonly<Record<ArrangementKind, readonly (keyof PlanValues)[]>> = {
  amortization: ['months', 'start', 'down', 'hardship'],
  schedule: ['rows', 'fee', 'hardship'],
  reduction: ['percent', 'fund', 'council', 'until'],
  deferral: ['until'],
};

export const kindOf = (values: Pick<PlanValues, 'kind'>): ArrangementKind =>
  ARRANGEMENT_KINDS.find((each) => each === values.kind) ?? 'amortization';

export const billIdsOf = (bills: string): number[] | null => (bills === '' ? null : bills.split(',').map(Number));

function amountIn(field: string, text: string, errors: Record<string, string>): Cents | null {
  if (text.trim() === '') return null;
  const parsed = parseDollars(text);
  if (parsed.ok) return parsed.cents;
  errors[field] = parsed.says;
  return null;
}

function rowsOf(text: string, errors: Record<string, string>): { on: string; amount: number }[] | null {
  const rows = rowsIn(text).filter(({ on, amount }) => on !== '' || amount.trim() !== '');
  if (rows.some(({ on, amount }) => on === '' || amount.trim() === ''))
    errors['rows'] = 'Give a day and an amount each.';
  const told = rows.flatMap(({ on, amount }) => {
    const cents = amountIn('rows', amount, errors);
    return on === '' || cents === null ? [] : [{ on, amount: cents }];
  });
  return told.length === 0 ? null : told;
}

/** The typed plan as it is sent, and as the policy is asked of it; null where a field is wrong. */
export function wishOf(values: PlanValues): { readonly wish: ArrangementWish | null; readonly errors: Errors } {
  const kind = kindOf(values);
  const of = <K extends keyof PlanValues>(field: K): PlanValues[K] =>
    FIELDS[kind].includes(field) ? values[field] : EMPTY_PLAN[field];
  const errors: Record<string, string> = {};
  const months = of('months').trim();
  if (months !== '' && !/^[1-9]\d?$/.test(months)) errors['months'] = 'Give a whole number of months, such as 10.';
  const percent = of('percent').trim();
  const forgiven = percent === '' ? null : percentTyped(percent);
  if (percent !== '' && (forgiven === null || forgiven > 10_000))
    errors['percent'] = 'Give a per cent of the balance, such as 25.';
  const blank = (text: string): string | null => (text.trim() === '' ? null : text);
  const body = {
    kind,
    billIds: billIdsOf(values.bills),
    months: months === '' || errors['months'] ? null : Number(months),
    start: blank(of('start')),
    down: amountIn('down', of('down'), errors),
    rows: rowsOf(of('rows'), errors),
    fee: amountIn('fee', of('fee'), errors),
    forgiven,
    fund: blank(of('fund')),
    councilAction: blank(of('council')),
    until: blank(of('until')),
    hardship: of('hardship'),
    signed: values.signed,
  };
  if (Object.keys(errors).length > 0) return { wish: null, errors };
  const { value, errors: wrong } = checked(arrangementWish, body);
  return { wish: value, errors: wrong };
}
