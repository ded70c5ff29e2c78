import type { Paying } from '@curbstop/contracts';
import type { Cents, Day, Instant } from '@curbstop/policy';
import {
  cashOnlyRefusal,
  debitState,
  grant,
  isCashOnly,
  mayEnrol,
  mayRaiseConcern,
  mayReleaseCashOnly,
  mayStopDebit,
  repaymentRefusal,
  returnsOwed,
  cents,
  dayOf,
  TENDERS,
} from '@curbstop/policy';
import { loadAccounts } from '../facts/account-facts.ts';
import { NotFound } from '../db/errors.ts';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';

/** The latest payments of an account, so that one can be found when it comes back. */
const SHOWN = 50;

function paymentsOf(db: Reader, accountId: number): Promise<Paying['payments'][number][]> {
  return rows<{
    paymentId: number;
    amount: Cents;
    method: string;
    channel: string;
    reference: string;
    receivedAt: Instant;
    effective: Day;
    credited: boolean;
    returnedAt: Instant | null;
    returnCode: string | null;
    toReconnect: boolean;
    doubt: string | null;
    setAside: boolean;
  }>(
    db,
    `SELECT p.id AS "paymentId", p.amount, p.method, p.channel, p.reference, p.received_at AS "receivedAt", p.effective,
       p.credited, CASE WHEN p.in_doubt THEN p.doubt END AS doubt, p.set_aside_at IS NOT NULL AS "setAside", r.returned_at AS "returnedAt", r.code AS "returnCode",
       p.to_reconnect OR EXISTS (
         SELECT 1 FROM ledger_entry e JOIN allocation a ON a.credit_id = e.id JOIN ledger_entry c ON c.id = a.charge_id
         WHERE e.payment_id = p.id AND e.kind = 'payment'
           AND c.kind IN ('reconnection-fee', 'after-hours-reconnection-fee')) AS "toReconnect"
     FROM payment p LEFT JOIN returned_payment r ON r.payment_id = p.id
     WHERE p.account_id = $1 ORDER BY p.id DESC LIMIT ${SHOWN}`,
    [accountId],
  );
}

/** How an account may be paid now, what came back, and what each form of J and K would answer to this role. */
export async function payingOf(db: Reader, accountId: number, role: string, now: Instant): Promise<Paying> {
  const [account] = await loadAccounts(db, [accountId], now, { lock: false });
  if (!account) throw new NotFound('There is no such account.');
  const { facts, profile } = account;
  const policy = policyAt(profile, now);
  const cashOnly = facts.flags.find((flag) => flag.kind === 'cash-only') ?? null;
  const today = dayOf(now, policy.timeZone);
  const asks = {
    'enrol-ach': mayEnrol(facts, true, now),
    'stop-ach': mayStopDebit(facts, true),
    'raise-ach-concern': mayRaiseConcern(facts, policy, now),
    'release-cash-only': mayReleaseCashOnly(facts, role, now),
  };
  return {
    cashOnly: cashOnly && isCashOnly(facts, now) ? { setAt: cashOnly.setAt, until: cashOnly.until } : null,
    debit: debitState(facts),
    tenders: TENDERS.map((tender) => {
      const paid = { tender, amount: cents(Math.max(1, returnsOwed(facts.returns))), purpose: null };
      const against = [cashOnlyRefusal(facts, tender, now), repaymentRefusal(facts, paid, today)];
      const answer = grant(
        against.filter((each) => each !== null),
        'J.1',
        'Taken.',
      );
      return { tender, ...answer, clauses: [...answer.clauses] };
    }),
    returns: facts.returns.map((each) => ({
      returnId: each.returnId,
      returnedAt: each.returnedAt,
      dueAt: each.dueAt,
      clause: each.clause,
      owed: returnsOwed([each]),
    })),
    payments: await paymentsOf(db, accountId),
    asks: Object.entries(asks).map(([request, { granted, clauses, says }]) => ({
      request,
      granted,
      clauses: [...clauses],
      says,
    })),
  };
}
