import type { AccountPage, OrderState } from '@curbstop/contracts';
import { kindWord, money, stateWord } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';

/** States from which an order still goes on. */
const OPEN: readonly OrderState[] = ['draft', 'held', 'listed', 'released', 'assigned', 'en-route', 'on-site'];

export interface ActionOffer {
  readonly name: 'pay' | 'reconnect';
  readonly title: string;
  readonly detail: string;
  readonly clauses: readonly string[];
  /** Why it may not be done now; it stays in sight with its lock. */
  readonly refused: Refusal | null;
}

function isOpen(state: OrderState): boolean {
  return OPEN.includes(state);
}

function payOffer(page: AccountPage): ActionOffer {
  const owed =
    page.pastDue > 0
      ? `${money(page.pastDue)} is past due`
      : page.balance > 0
        ? `${money(page.balance)} is owed, none past due`
        : 'Nothing is owed; it becomes a credit';
  return {
    name: 'pay',
    title: 'Take a payment',
    detail: `Cash, check, card, money order. ${owed}.`,
    clauses: ['J.1'],
    refused: null,
  };
}

function reconnectOffer(page: AccountPage): ActionOffer {
  const offer = { name: 'reconnect', title: 'Ask for reconnection', clauses: ['F.1', 'F.3'] } as const;
  const under = page.orders.find(
    (order) => (order.kind === 'reconnect' || order.kind === 'reconnect-after-hours') && isOpen(order.state),
  );
  if (under) {
    const reason = `Asked for already: ${kindWord(under.kind)} ${under.number}, ${stateWord(under.state).toLowerCase()}.`;
    return { ...offer, detail: reason, refused: { reason, clauses: [under.clause] } };
  }
  if (page.service === 'on')
    return { ...offer, detail: 'The water is on.', refused: { reason: 'The water is on.', clauses: ['F.1'] } };
  if (page.status === 'closed')
    return {
      ...offer,
      detail: 'The account is closed.',
      refused: { reason: 'The account is closed.', clauses: ['A.3'] },
    };
  const total = page.pastDue + page.feesDue;
  const detail =
    total > 0 ? `${money(total)} stands before the water, and the fee.` : 'Nothing past due; the fee is to be paid.';
  return { ...offer, detail, refused: null };
}

/** What can be done on an account from the desk, possible ones first. */
export function offersOf(page: AccountPage): ActionOffer[] {
  const offers = [payOffer(page), reconnectOffer(page)];
  return [...offers.filter((offer) => !offer.refused), ...offers.filter((offer) => offer.refused)];
}
