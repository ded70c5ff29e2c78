import { day } from '../calendar/days.ts';
import { clockTime, toInstant } from '../calendar/zoned.ts';
import { cents } from '../money/money.ts';
import { policyOn } from '../parameters/cities.ts';
import { withSettings } from '../parameters/settings.ts';
import { dueDate } from '../sections/b/b1-billing.ts';
import type {
  AccountFacts,
  ArrangementFacts,
  BillFacts,
  Closer,
  ClosingFacts,
  FeeFacts,
  HoldFacts,
  NoticeFacts,
  OrderFacts,
} from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Instant } from '../units.ts';

/** The policy the specs judge by: the boundary tests of the policy leave PUC 10010.1's fifteen days out. */
export const GLENDORA: PolicyParameters = withSettings(policyOn('glendora', day('2026-01-15')), { puc10010_1: false });

/** `2026-03-16 17:00:00`, city time, as a moment. */
export function at(text: string): Instant {
  const [on = '', time = '00:00'] = text.split(' ');
  return toInstant(day(on), clockTime(time), GLENDORA.timeZone);
}

/** A bill of $123.45, unpaid, without its penalty. */
export function bill(billDate: string, more: Partial<BillFacts> = {}, policy: PolicyParameters = GLENDORA): BillFacts {
  const charges = more.charges ?? cents(12_345);
  return {
    billId: 1,
    number: '1',
    kind: 'regular',
    billDate: day(billDate),
    due: dueDate(day(billDate), policy),
    charges,
    unpaidCharges: charges,
    unpaidAtDue: charges,
    penalty: cents(0),
    unpaidPenalty: cents(0),
    policyVersion: policy.version,
    ...more,
  };
}

/** Bill R of the policy's reference bills: Thu 2026-01-15, $123.45, penalty posted, nothing paid. */
export const R: BillFacts = bill('2026-01-15', { penalty: cents(1_235), unpaidPenalty: cents(1_235) });
/** Bill H: Thu 2026-03-26; its 60th day is Memorial Day. */
export const H: BillFacts = bill('2026-03-26', { penalty: cents(1_235), unpaidPenalty: cents(1_235) });
/** Bill T: Thu 2026-10-15; due on Thanksgiving Day. */
export const T: BillFacts = bill('2026-10-15');

export function notice(
  mailedOn: string | null,
  billIds: readonly number[] = [1],
  kind: NoticeFacts['kind'] = 'disconnection',
): NoticeFacts {
  return {
    noticeId: 1,
    kind,
    billIds,
    mailedOn: mailedOn === null ? null : day(mailedOn),
    returnedAt: null,
    leftAt: null,
    voided: false,
  };
}

const HOLD_KINDS: Readonly<Record<string, string>> = {
  'D.1': 'extension',
  'I.1': 'arrangement',
  'H.2': 'appeal',
  'E.2.b': 'undeliverable',
};

export function hold(
  clause: HoldFacts['clause'],
  from: string,
  until: string | null,
  billIds: readonly number[] | null = null,
): HoldFacts {
  const kind = HOLD_KINDS[clause] ?? 'assistance-review';
  return { holdId: 1, clause, kind, from: at(from), until: until === null ? null : at(until), billIds };
}

/** I.3: an arrangement in force, signed on 2026-03-16, with its instalments as day and unpaid cents. */
export function inForce(
  billIds: readonly number[],
  rows: readonly (readonly [due: string, unpaid: number])[],
): ArrangementFacts {
  return {
    arrangementId: 1,
    kind: 'amortization',
    state: 'in-force',
    billIds,
    signedAt: at('2026-03-16 10:00'),
    offerEndsAt: null,
    rows: rows.map(([due, unpaid]) => ({ due: day(due), amount: cents(unpaid), unpaid: cents(unpaid) })),
    untilDay: null,
  };
}

export function fee(amount: number, kind: FeeFacts['kind'] = 'reconnection-fee'): FeeFacts {
  return { entryId: 9, kind, unpaid: cents(amount), valueDate: day('2026-03-17'), clause: 'F.1' };
}

export function order(state: string, kind = 'turn-off', more: Partial<OrderFacts> = {}): OrderFacts {
  const createdAt = at('2026-03-16 17:00');
  return { orderId: 5, kind, state, billIds: [1], dueOn: day('2026-03-17'), createdAt, finishedAt: null, ...more };
}

/** A.3: a close of 2026-02-10, asked for by the tenant of a place on no route, without credit. */
export function closing(
  more: {
    readonly on?: string;
    readonly at?: string;
    readonly by?: Closer;
    readonly read?: string;
    readonly finalBilled?: boolean;
    readonly onRoute?: boolean;
    readonly credit?: number;
    readonly since?: string;
    readonly fromDeposit?: boolean;
    readonly stopped?: boolean;
  } = {},
): ClosingFacts {
  const moment = at(more.at ?? '2026-02-10 10:00');
  return {
    on: day(more.on ?? (more.at ?? '2026-02-10').slice(0, 10)),
    at: moment,
    by: more.by ?? 'tenant',
    followed: false,
    finalReadAt: more.read === undefined ? null : at(more.read),
    finalBilled: more.finalBilled ?? false,
    onRoute: more.onRoute ?? false,
    depositHeld: cents(0),
    credit: cents(more.credit ?? 0),
    creditSince: more.since === undefined ? moment : at(more.since),
    creditFromDeposit: more.fromDeposit ?? false,
    refundStopped: more.stopped ?? false,
  };
}

/** A residential account with water on, owing R, its notice mailed on day 43. */
export function account(more: Partial<AccountFacts> = {}): AccountFacts {
  return {
    accountId: 77,
    customerId: 7,
    customerClass: 'residential',
    customerRole: 'owner-occupant',
    dwelling: 'single-family',
    open: true,
    openedOn: day('2024-01-15'),
    closedOn: null,
    landlordTrust: false,
    meter: 'smart',
    service: 'on',
    bills: [R],
    fees: [],
    notices: [notice('2026-02-27')],
    holds: [],
    orders: [],
    flags: [],
    history: [],
    household: null,
    certificates: [],
    reviews: [],
    arrangements: [],
    arrangedElsewhere: false,
    appeals: [],
    tenancies: [],
    units: 1,
    unitsOff: [],
    noticesByHand: false,
    contacts: [],
    returns: [],
    incoming: [],
    opening: null,
    closing: null,
    ...more,
  };
}
