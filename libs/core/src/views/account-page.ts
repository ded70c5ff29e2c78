import type { AccountPage, OrderKind, OrderState, ValveState } from '@curbstop/contracts';
import type {
  Ahead,
  Cents,
  ClauseId,
  CustomerClass,
  CustomerRole,
  Day,
  Dial,
  Dwelling,
  Instant,
  PolicyParameters,
} from '@curbstop/policy';
import {
  NO_CENTS,
  ahead,
  amountsToPay,
  dayOf,
  dialOfLiters,
  feesOwed,
  isRouteGroup,
  nextBillDate,
  pastDueTotal,
  requestsOf,
  residueOf,
} from '@curbstop/policy';
import { appealableItems, describeAppealedItem } from '../records/appeals/appealable-items.ts';
import { DEPOSIT_HELD } from '../facts/loaders/service-lifecycle.ts';
import { NotFound } from '../db/errors.ts';
import { row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { balanceOf } from '../records/ledger/ledger-lines.ts';
import { thirdPartyOf } from '../records/notices/third-party.ts';
import { askGate } from '../facts/gate.ts';
import { keptVersions } from '../records/policy-versions/policy-cache.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { dialWhen } from '../records/reads/meter-context.ts';
import { trustOf } from '../records/landlord-trusts/find-trust.ts';
import { loadAccounts } from '../facts/account-facts.ts';
import type { AccountSnapshot } from '../facts/account-facts.ts';

interface Row {
  number: string;
  status: 'pending' | 'active' | 'closed';
  openedOn: Day;
  customerClass: CustomerClass;
  customerRole: CustomerRole;
  service: 'on' | 'off';
  nextActAt: Instant | null;
  name: string;
  phone: string;
  email: string;
  language: string;
  mailingAddress: string;
  address: string;
  routeGroup: number;
  dwelling: Dwelling;
  lon: number;
  lat: number;
  serial: string | null;
  size: string | null;
  dial: Dial;
  litres: number | null;
  readAt: Instant | null;
  remote: boolean;
  valveState: ValveState | null;
  valveReportedAt: Instant | null;
}

const PAGE = `
  SELECT a.number, a.status, a.opened_on AS "openedOn", a.class AS "customerClass", a.role AS "customerRole", a.service,
    a.next_act_at AS "nextActAt", c.name, c.phone, c.email, c.language, c.mailing_address AS "mailingAddress",
    p.address, p.route_group AS "routeGroup", p.dwelling, p.lon, p.lat, m.serial, m.size, ${dialWhen('m', 't.read_at')} AS dial, t.litres, t.read_at AS "readAt",
    v.device_id IS NOT NULL AS remote, v.state AS "valveState", v.reported_at AS "valveReportedAt"
  FROM account a
  JOIN customer c ON c.id = a.customer_id
  JOIN service_point s ON s.id = a.service_point_id
  JOIN premise p ON p.id = s.premise_id
  LEFT JOIN meter_installation i ON i.service_point_id = s.id AND i.removed_on IS NULL
  LEFT JOIN meter m ON m.id = i.meter_id
  LEFT JOIN read_tail t ON t.meter_id = m.id
  LEFT JOIN valve v ON v.service_point_id = s.id
  WHERE a.id = $1`;

/** The oldest unpaid bill's way through the policy, past and ahead, with what is of the account as a whole since then. */
function storyOf(account: AccountSnapshot, all: Ahead): AccountPage['story'] {
  const bill = account.facts.bills.find((each) => residueOf(each) > 0);
  if (!bill) return null;
  const steps = all.steps.filter((step) =>
    step.billId === null ? step.day >= bill.billDate : step.billId === bill.billId,
  );
  return {
    billNumber: bill.number,
    billDate: bill.billDate,
    moments: steps.map((step) => ({
      day: step.day,
      at: step.at,
      code: step.code,
      clause: step.clause,
      says: step.says,
      happened: step.happened,
      waterAtRisk: step.waterAtRisk,
    })),
  };
}

function gateOf(account: AccountSnapshot, now: Instant): AccountPage['gate'] {
  const verdict = askGate(account, now);
  return {
    mayClose: verdict.mayClose,
    earliest: verdict.earliest,
    because: [...verdict.because],
    terms: verdict.terms.map((term) => ({
      clause: term.clause,
      code: term.code,
      binds: term.binds,
      until: term.until,
      says: term.says,
    })),
  };
}

function nextBillOf(routeGroup: number, policy: PolicyParameters, now: Instant): AccountPage['nextBill'] {
  if (!isRouteGroup(routeGroup)) return null;
  return { day: nextBillDate(routeGroup, dayOf(now, policy.timeZone), policy), routeGroup };
}

async function depositHeld(db: Reader, accountId: number): Promise<Cents> {
  const held = await row<{ held: Cents }>(db, `SELECT ${DEPOSIT_HELD} AS held FROM account a WHERE a.id = $1`, [
    accountId,
  ]);
  return held?.held ?? NO_CENTS;
}

/**
 * Everything a clerk needs to answer for an account. What a household has shown of its income is told to those only whose
 * work it is (`seesHousehold`).
 */
export async function accountPage(
  db: Reader,
  accountId: number,
  now: Instant,
  { seesHousehold = true }: { readonly seesHousehold?: boolean } = {},
): Promise<AccountPage> {
  const found = await row<Row>(db, PAGE, [accountId]);
  const [account] = await loadAccounts(db, [accountId], now, { lock: false });
  if (!found || !account) throw new NotFound('There is no such account.');
  const policy = policyAt(account.profile, now);
  const all = ahead(account.facts, policy, now);
  const matters = await appealableItems(db, accountId);
  const orders = await rows<{
    orderId: number;
    number: string;
    kind: OrderKind;
    state: OrderState;
    clause: ClauseId;
    dueOn: Day;
    since: Instant;
  }>(
    db,
    `SELECT id AS "orderId", number, kind, state, clause, due_on AS "dueOn", since FROM work_order
     WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT 50`,
    [accountId],
  );
  return {
    accountId,
    number: found.number,
    status: found.status,
    openedOn: found.openedOn,
    customerClass: found.customerClass,
    customerRole: found.customerRole,
    customer: {
      name: found.name,
      phone: found.phone,
      email: found.email,
      language: found.language,
      mailingAddress: found.mailingAddress,
    },
    premise: {
      address: found.address,
      routeGroup: found.routeGroup,
      dwelling: found.dwelling,
      lon: found.lon,
      lat: found.lat,
    },
    meter:
      found.serial === null || found.size === null
        ? null
        : {
            serial: found.serial,
            sizeInches: found.size,
            dial: found.dial,
            register: found.litres === null ? null : dialOfLiters(found.litres, found.dial),
            readAt: found.readAt,
          },
    valve: {
      kind: found.remote ? 'remote' : 'curb-stop',
      state: found.valveState ?? 'unknown',
      reportedAt: found.valveReportedAt,
    },
    service: found.service,
    balance: await balanceOf(db, accountId),
    pastDue: pastDueTotal(account.facts, policy, now),
    feesDue: feesOwed(account.facts),
    toPay: amountsToPay(account.facts, policy, now),
    nextBill: found.status === 'active' ? nextBillOf(found.routeGroup, policy, now) : null,
    gate: gateOf(account, now),
    story: storyOf(account, all),
    stops: all.stops.map(({ code, clause, says, detail, stands }) => ({ code, clause, says, detail, stands })),
    requests: requestsOf(account.facts, policy, now, matters).map((each) => ({ ...each, clauses: [...each.clauses] })),
    matters: matters.map(describeAppealedItem),
    landlordTrust: await trustOf(db, accountId, now),
    thirdParty: await thirdPartyOf(db, accountId),
    depositHeld: await depositHeld(db, accountId),
    facts: seesHousehold ? account.facts : { ...account.facts, household: null },
    policy: {
      profile: account.profile,
      adopted: (await keptVersions(db, account.profile)).map(({ from, switches }) => ({
        from,
        switches: { ...switches },
      })),
    },
    nextActAt: found.nextActAt,
    orders,
  };
}
