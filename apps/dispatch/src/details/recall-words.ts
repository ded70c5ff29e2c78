import type { DispatchOrder } from '@curbstop/contracts';
import { isWithCrew, kindOf } from '@curbstop/work-orders';
import { isAtValve } from '../day/groups.ts';

const FOR_GOOD = 'It cannot be taken back: the account comes on a list again when the policy says so.';
const BY_CREW =
  'The order is cancelled. The crew’s tablet shows STOP at once and asks whether the valve is open or closed; the details say when the recall was delivered and seen.';

/** Why the order cannot be recalled though somebody has it; null when it can. */
export function whyNoRecall(order: DispatchOrder): string | null {
  if (!isAtValve(order) || order.command?.state !== 'executed') return null;
  return order.command.action === 'close'
    ? 'The valve has closed. A payment or a hold still undoes it until the proof is in.'
    : 'The valve has opened.';
}

/** Whether the order can be called back now. */
export function mayRecall(order: DispatchOrder): boolean {
  return (isWithCrew(order.state) || isAtValve(order)) && order.recall === null && whyNoRecall(order) === null;
}

/** What a recall does, by who has the order. */
export function recallEffect(order: DispatchOrder): string {
  if (!isAtValve(order)) return `${BY_CREW} ${FOR_GOOD}`;
  const withdrawn = 'The order is cancelled and the command to its remote valve withdrawn.';
  if (order.command?.state === 'queued') return `${withdrawn} It has not been sent. ${FOR_GOOD}`;
  const late =
    kindOf(order.kind).effect === 'off'
      ? 'It has been sent already: if the valve closes all the same, it is opened again at once, for no fee.'
      : 'It has been sent already: the valve may open all the same, and then the water is on.';
  return `${withdrawn} ${late} ${FOR_GOOD}`;
}
