import {
  accountPage,
  crewToday,
  dispatchOrders,
  findAccounts,
  loadAccounts,
  row,
  rows,
  policyAt,
} from '@curbstop/core';
import { amountsToPay, formatDollars, mostPressing } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';

const kindOfDebt = (kind: string): 'keepOn' | 'turnOn' | 'clearReturn' | null => {
  if (kind.endsWith('-nsf')) return 'clearReturn';
  if (kind.startsWith('reconnect')) return 'turnOn';
  return kind.startsWith('turn-off') && kind !== 'turn-off-vacant' ? 'keepOn' : null;
};

/** Where two screens name another amount or day to pay for the same account at the same moment; empty where all agree. */
export async function disagreements(
  source: DataSource,
  accountIds: readonly number[],
  crewId: number,
  now: Instant,
): Promise<string[]> {
  const found: string[] = [];
  const compare = (what: string, said: unknown, owed: unknown): void => {
    if (said !== owed) found.push(`${what}: ${String(said)}, not ${String(owed)}`);
  };
  const onTablet = (await crewToday(source, crewId, now)).jobs;
  for (const one of await loadAccounts(source, accountIds, now, { lock: false })) {
    const policy = policyAt(one.profile, now);
    const owed = amountsToPay(one.facts, policy, now);
    const page = await accountPage(source, one.accountId, now);
    compare('the page', JSON.stringify(page.toPay), JSON.stringify(owed));
    const ids = await rows<{ id: number }>(source, 'SELECT id FROM work_order WHERE account_id = $1', [one.accountId]);
    const orders = await dispatchOrders(
      source,
      ids.map(({ id }) => id),
      now,
    );
    for (const order of orders) {
      const debt = kindOfDebt(order.kind);
      const asked = debt === null ? null : owed[debt];
      if (asked === null) continue;
      compare(`dispatch, ${order.kind}`, order.pastDue, asked.amount);
      if (asked.by !== null) compare(`dispatch, ${order.kind}, by`, order.payBy, asked.by);
      const job = onTablet.find((each) => each.orderId === order.orderId);
      if (job) compare(`the tablet, ${order.kind}`, job.pastDue, asked.amount);
    }
    const account = await row<{ number: string }>(source, 'SELECT number FROM account WHERE id = $1', [one.accountId]);
    const { hits } = await findAccounts(source, account?.number ?? '', now);
    const pressing = mostPressing(owed, page.pastDue);
    const first = pressing === null ? '' : formatDollars(pressing.toPay.amount);
    compare('the search', hits[0]?.toPay.split(' ')[0], first);
  }
  return found;
}
