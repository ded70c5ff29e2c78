import type { OrderKind } from '@curbstop/contracts';
import { Refused, askGate, loadAccounts, row, whyNoWater } from '@curbstop/core';
import type { AccountSnapshot } from '@curbstop/core';
import type { ClauseId } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import type { World } from '../world.ts';

/** Why an order is not there: a sentence for the report and the clauses that account for it. */
interface Why {
  readonly says: string;
  readonly clauses: readonly ClauseId[];
}

/** The clause by which the last such order was called off. */
async function calledOffBy(world: World, accountId: number, kind: OrderKind): Promise<ClauseId[]> {
  const last = await row<{ clause: ClauseId | null }>(
    world.source,
    `SELECT clause FROM journal WHERE account_id = $1 AND event = 'order.cancelled' AND facts->>'kind' = $2
     ORDER BY seq DESC LIMIT 1`,
    [accountId, kind],
  );
  return last?.clause ? [last.clause] : [];
}

/** What keeps a turn-off from being ordered is what the gate says now. */
function whyNotOff(world: World, account: AccountSnapshot, kind: OrderKind): Why {
  const { because, terms } = askGate(account, world.now, kind);
  const binding = terms.filter((term) => term.binds);
  return { says: binding.map((term) => term.says).join(' '), clauses: because };
}

/** What a customer does first, for water to be turned on. */
async function whyNotOn(world: World, { accountId, facts }: AccountSnapshot, kind: OrderKind): Promise<Why> {
  if (facts.service === 'on') return { says: 'The water is on already.', clauses: [] };
  if (kind !== 'turn-on') return { says: 'The customer asks for reconnection first.', clauses: ['F.1'] };
  const waits = await whyNoWater(world.source, accountId, world.now);
  return waits ?? { says: 'A new customer signs up first.', clauses: ['A.3.c'] };
}

/** Refuses to work on an order that is not there, and says by which clauses it is not. */
export async function refuseWithoutOrder(world: World, accountId: number, kind: OrderKind): Promise<never> {
  const [account] = await loadAccounts(world.source, [accountId], world.now, { lock: false });
  if (!account) throw new Error(`The account ${accountId} is gone.`);
  const { effect } = kindOf(kind);
  const none: Why = { says: '', clauses: [] };
  const why =
    effect === 'off' ? whyNotOff(world, account, kind) : effect === 'on' ? await whyNotOn(world, account, kind) : none;
  const clauses = [...new Set([...(await calledOffBy(world, accountId, kind)), ...why.clauses])];
  throw new Refused(`There is no open order ${kind.replaceAll('-', ' ')}. ${why.says}`.trim(), clauses);
}
