import { randomUUID } from 'node:crypto';
import type { Actor, PermitAnswer } from '@curbstop/contracts';
import { permitText } from '@curbstop/contracts';
import type { Cents, Instant, PolicyParameters, Verdict } from '@curbstop/policy';
import { dayOf, dueForOrder, formatDollars, momentIn, toInstant } from '@curbstop/policy';
import { isWithCrew, kindOf } from '@curbstop/work-orders';
import type { DataSource } from 'typeorm';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { inTransaction, row } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { orderEvent } from '../../records/orders/order-events.ts';
import { askGate, reasonOf } from '../../facts/gate.ts';
import { cannotStep, lockOrder } from '../../records/orders/move.ts';
import { WAITS_FOR_CASHIER, waitsForCashier } from '../../records/orders/parked.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import { firstClause } from '../../journal/first-clause.ts';
import { Permit } from '../../records/orders/crew-work.entity.ts';

/** A permit lives this long, or to the end of the close window; in milliseconds. */
const PERMIT_LIFE_MS = 10 * 60_000;

function refusal(change: Change, order: WorkOrder, verdict: Verdict): Promise<void> {
  const { tx, actor, now } = change;
  const why = reasonOf(verdict.terms.filter((term) => term.binds));
  return append(tx, [
    {
      event: 'gate.refused',
      facts: { orderId: order.id, at: 'door', because: why.clauses, says: why.says },
      at: now,
      actor,
      clause: why.clauses[0] ?? null,
      accountId: order.accountId,
    },
  ]);
}

/** What was looked at, for the crew to tell whoever asks. */
function checksOf(verdict: Verdict): { says: string; clauses: Verdict['because'][number][] }[] {
  return verdict.terms
    .filter(
      (term) =>
        !term.binds && term.code !== 'account-closed' && term.code !== 'service-off' && term.code !== 'state-exempt',
    )
    .map((term) => ({ says: term.says, clauses: [term.clause] }));
}

function mayCloseSays(verdict: Verdict, owed: Cents, policy: PolicyParameters, now: Instant): string {
  if (verdict.because.includes('A.3.b')) return 'Nobody is the customer here; the final read is posted.';
  const listed = verdict.terms.find((term) => term.code === 'day-60');
  const since = listed?.until ? `, may close since ${momentIn(listed.until, now, policy.timeZone)}` : '';
  return `Owes ${formatDollars(owed)}${since}.`;
}

/**
 * The gate at the door. When it says yes, the crew gets a permit that its tablet can check without a
 * network: for this order, this meter and the next ten minutes.
 */
export async function issuePermit(
  source: DataSource,
  asked: { readonly crewId: number; readonly orderId: number },
  sign: (text: string) => string,
  actor: Actor,
  now: Instant,
): Promise<PermitAnswer> {
  return inTransaction(source, async (tx): Promise<PermitAnswer> => {
    const order = await lockOrder(tx, asked.orderId);
    const mine = order.crewId === asked.crewId;
    if (!mine) throw new Refused(`Order ${order.number} is not with your crew.`);
    if (kindOf(order.kind).effect !== 'off') throw new Refused('Only a turn-off needs a permit.');
    if (!isWithCrew(order.state)) {
      const says = order.recall?.says ?? cannotStep(order);
      return { mayClose: false, says, clauses: [...(order.recall?.clauses ?? [])], earliest: null };
    }
    if (waitsForCashier(order)) return { mayClose: false, says: WAITS_FOR_CASHIER, clauses: [], earliest: null };
    const account = await lockAccountSnapshot(tx, order.accountId, now);
    const policy = policyAt(account.profile, now);
    const verdict = askGate(account, now, order.kind, order.unit);
    if (!verdict.mayClose) {
      await refusal({ tx, actor, now }, order, verdict);
      const why = reasonOf(verdict.terms.filter((term) => term.binds));
      return { mayClose: false, says: why.says, clauses: why.clauses, earliest: verdict.earliest };
    }
    const meter = await row<{ serial: string }>(
      tx,
      `SELECT m.serial FROM meter_installation i JOIN meter m ON m.id = i.meter_id
       WHERE i.service_point_id = $1 AND i.removed_on IS NULL`,
      [order.servicePointId],
    );
    const owed = dueForOrder({ kind: order.kind, billIds: verdict.billIds }, account.facts, policy, now).amount;
    const windowEnds = toInstant(dayOf(now, policy.timeZone), policy.closeWindow.to, policy.timeZone);
    const permit = {
      permitId: randomUUID(),
      orderId: order.id,
      meterSerial: meter?.serial ?? null,
      issuedAt: now,
      expiresAt: Math.min(now + PERMIT_LIFE_MS, windowEnds) as Instant,
    };
    await tx.insert(Permit, {
      id: permit.permitId,
      orderId: order.id,
      crewId: asked.crewId,
      issuedAt: now,
      expiresAt: permit.expiresAt,
      verdict,
    });
    await append(tx, [
      {
        event: 'order.permitted',
        facts: { ...orderEvent(order), permitId: permit.permitId, expiresAt: permit.expiresAt },
        at: now,
        actor,
        clause: firstClause(verdict.because),
        accountId: order.accountId,
      },
    ]);
    return {
      mayClose: true,
      says: mayCloseSays(verdict, owed, policy, now),
      pastDue: owed,
      checks: checksOf(verdict),
      permit: { ...permit, signature: sign(permitText(permit)) },
    };
  });
}
