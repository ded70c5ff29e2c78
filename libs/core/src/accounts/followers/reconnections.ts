import { mayOpen } from '@curbstop/policy';
import { append } from '../../journal/append.ts';
import { orderEvent } from '../../orders/events.ts';
import { moveOrder } from '../../orders/move.ts';
import { termsAt } from '../../policy/terms.ts';
import type { Follower } from './follower.ts';

/** F.1, F.2: a reconnect whose price is paid goes on the list. */
export const resumeReconnections: Follower = async (tx, { it, orders, cause }, now) => {
  for (const order of orders) {
    if (order.state !== 'held' || (order.kind !== 'reconnect' && order.kind !== 'reconnect-after-hours')) continue;
    const answer = mayOpen(it.facts, termsAt(it.profile, now), now, order.kind);
    if (!answer.mayOpen) continue;
    await moveOrder(tx, order, 'resume', { outcome: null }, now);
    await append(tx, [
      {
        event: 'order.listed',
        facts: orderEvent(order),
        at: now,
        actor: cause.actor,
        clause: answer.because[0] ?? 'F.2',
        accountId: order.accountId,
      },
    ]);
  }
  return false;
};
