import type { BillFacts, NoticeFacts, OrderFacts, PastFacts } from '@curbstop/policy';
import { addCents } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { JournalEntry } from '../../journal/append.ts';
import type { WorkOrder } from '../../records/orders/work-order.entity.ts';
import type { DueAccount, Plan } from './due-action.ts';

/** What a round of acts has done to the accounts it was carried out on. */
export interface Executed {
  readonly count: number;
  /** Accounts whose facts after the round are known without asking the database again. */
  readonly known: readonly AccountSnapshot[];
  /** Accounts that must be read again. */
  readonly unknown: readonly number[];
}

/**
 * The facts after a round, from what the round wrote: late charges, notices and orders, which are nearly all there is.
 * An account to which anything else was done is read again; so is one whose act another process had done.
 */
export class PostRunFacts {
  private readonly rare = new Set<number>();

  constructor(
    all: readonly DueAccount[],
    private readonly due: readonly DueAccount[],
  ) {
    const claimed = new Set(due.map(({ act }) => act.key));
    for (const { it: account, act } of all) if (!claimed.has(act.key)) this.rare.add(account.accountId);
  }

  /** Plans one act and notes whether it does more than can be told here. */
  watch<T>({ it: account }: DueAccount, plan: Plan, work: () => T): T {
    const before = plan.writes.length;
    const answer = work();
    if (plan.writes.length > before) this.rare.add(account.accountId);
    return answer;
  }

  tell(plan: Plan, mailed: readonly JournalEntry[], orders: readonly WorkOrder[]): Omit<Executed, 'count'> {
    const penalties = new Map<number, (typeof plan.entries)[number][]>();
    for (const entry of plan.entries) {
      if (entry.kind !== 'penalty') this.rare.add(entry.accountId);
      else penalties.set(entry.accountId, [...(penalties.get(entry.accountId) ?? []), entry]);
    }
    const notices = noticeFacts(plan, mailed);
    const made = new Map<number, OrderFacts[]>();
    for (const order of orders) made.set(order.accountId, [...(made.get(order.accountId) ?? []), orderFacts(order)]);
    const known = this.due
      .filter(({ it: account }) => !this.rare.has(account.accountId))
      .map(({ it: account, act }): AccountSnapshot => {
        const { facts } = account;
        const charged = penalties.get(account.accountId) ?? [];
        return {
          ...account,
          done: new Set(account.done).add(act.key),
          facts: {
            ...facts,
            bills: charged.length === 0 ? facts.bills : facts.bills.map((bill) => withPenalties(bill, charged)),
            history: charged.length === 0 ? facts.history : withLateBills(facts.history, charged),
            notices: [...facts.notices, ...(notices.get(account.accountId) ?? [])],
            orders: [...facts.orders, ...(made.get(account.accountId) ?? [])],
          },
        };
      });
    return { known, unknown: [...this.rare] };
  }
}

function withPenalties(bill: BillFacts, entries: Plan['entries']): BillFacts {
  const amounts = entries.filter((entry) => entry.billId === bill.billId).map((entry) => entry.amount);
  if (amounts.length === 0) return bill;
  return {
    ...bill,
    penalty: addCents(bill.penalty, ...amounts),
    unpaidPenalty: addCents(bill.unpaidPenalty, ...amounts),
  };
}

/** D.8: a bill with a late charge is a late bill, as the facts tell it from the ledger. */
function withLateBills(history: readonly PastFacts[], entries: Plan['entries']): readonly PastFacts[] {
  const found = [...history];
  for (const { accountId, billId, valueDate: on } of entries) {
    if (billId === null || found.some((past) => past.pastId === -billId)) continue;
    found.push({ pastId: -billId, accountId, was: 'late-bill', on, billId });
  }
  return found.sort((a, b) => (a.on === b.on ? a.pastId - b.pastId : a.on < b.on ? -1 : 1));
}

function orderFacts(order: WorkOrder): OrderFacts {
  const { id: orderId, kind, state, billIds, dueOn, createdAt, finishedAt } = order;
  return { orderId, kind, state, billIds, dueOn, createdAt, finishedAt };
}

/** Notices by account; `mailed` holds their journal rows in the same order. */
function noticeFacts(plan: Plan, mailed: readonly JournalEntry[]): Map<number, NoticeFacts[]> {
  const found = new Map<number, NoticeFacts[]>();
  plan.notices.forEach((notice, nth) => {
    const row = mailed[nth];
    if (row?.event !== 'notice.mailed') throw new Error(`Notice ${nth} was mailed and is not in the journal.`);
    const { accountId, kind, billIds, mailedOn, leftAt } = notice;
    const facts = {
      noticeId: row.facts.noticeId,
      kind,
      billIds,
      mailedOn,
      returnedAt: null,
      leftAt: leftAt ?? null,
      voided: false,
    };
    found.set(accountId, [...(found.get(accountId) ?? []), facts]);
  });
  return found;
}
