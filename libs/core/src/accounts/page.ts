import type { AccountPage, OrderKind, OrderState, ValveState } from '@curbstop/contracts';
import type { ClauseId, CustomerClass, CustomerRole, Day, Dwelling, Instant, Terms } from '@curbstop/policy';
import { ahead, dayOf, feesOwed, isRouteGroup, nextBillDate, pastDueTotal, residueOf } from '@curbstop/policy';
import { NotFound } from '../db/errors.ts';
import { row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { balanceOf } from '../ledger/read.ts';
import { askGate } from '../orders/gate.ts';
import { termsAt } from '../policy/terms.ts';
import { registerOf } from '../reads/register.ts';
import { loadCases } from './facts.ts';
import type { Case } from './facts.ts';

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
  litres: number | null;
  readAt: Instant | null;
  remote: boolean;
  valveState: ValveState | null;
  valveReportedAt: Instant | null;
}

const PAGE = `
  SELECT a.number, a.status, a.opened_on AS "openedOn", a.class AS "customerClass", a.role AS "customerRole", a.service,
    a.next_act_at AS "nextActAt", c.name, c.phone, c.email, c.language, c.mailing_address AS "mailingAddress",
    p.address, p.route_group AS "routeGroup", p.dwelling, p.lon, p.lat, m.serial, m.size, t.litres, t.read_at AS "readAt",
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

/** The oldest unpaid bill's way through the policy, past and ahead. */
function storyOf(it: Case, terms: Terms, now: Instant): AccountPage['story'] {
  const bill = it.facts.bills.find((each) => residueOf(each) > 0);
  if (!bill) return null;
  const steps = ahead(it.facts, terms, now).steps.filter((step) => step.billId === bill.billId);
  return {
    billNumber: bill.number,
    billDate: bill.billDate,
    moments: steps.map((step) => ({
      day: step.day,
      at: step.at,
      clause: step.clause,
      says: step.says,
      happened: step.happened,
      waterAtRisk: step.waterAtRisk,
    })),
  };
}

function gateOf(it: Case, now: Instant): AccountPage['gate'] {
  const verdict = askGate(it, now);
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

function nextBillOf(routeGroup: number, terms: Terms, now: Instant): AccountPage['nextBill'] {
  if (!isRouteGroup(routeGroup)) return null;
  return { day: nextBillDate(routeGroup, dayOf(now, terms.timeZone), terms), routeGroup };
}

/** Everything a clerk needs to answer for an account. */
export async function accountPage(db: Reader, accountId: number, now: Instant): Promise<AccountPage> {
  const found = await row<Row>(db, PAGE, [accountId]);
  const [it] = await loadCases(db, [accountId], now, { lock: false });
  if (!found || !it) throw new NotFound('There is no such account.');
  const terms = termsAt(it.profile, now);
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
            register: found.litres === null ? null : registerOf(found.litres),
            readAt: found.readAt,
          },
    valve: {
      kind: found.remote ? 'remote' : 'curb-stop',
      state: found.valveState ?? 'unknown',
      reportedAt: found.valveReportedAt,
    },
    service: found.service,
    balance: await balanceOf(db, accountId),
    pastDue: pastDueTotal(it.facts, terms, now),
    feesDue: feesOwed(it.facts),
    nextBill: found.status === 'active' ? nextBillOf(found.routeGroup, terms, now) : null,
    gate: gateOf(it, now),
    story: storyOf(it, terms, now),
    stops: ahead(it.facts, terms, now).stops.map((stop) => ({ clause: stop.clause, says: stop.says, detail: '' })),
    nextActAt: found.nextActAt,
    orders,
  };
}
