import type { DispatchDay, DispatchOrder } from '@curbstop/contracts';
import { kindWord, stateWord } from '@curbstop/ui';

/** One line of what happened, with the city's moment. */
export interface Happening {
  readonly key: string;
  readonly at: number;
  readonly orderId: number | null;
  readonly what: string;
  readonly says: string;
  readonly tone: 'plain' | 'stop' | 'ok';
}

function ofOrder(order: DispatchOrder, crewName: (crewId: number) => string): Happening[] {
  const line = (key: string, at: number, says: string, tone: Happening['tone'] = 'plain'): Happening => ({
    key: `${order.orderId}-${key}`,
    at,
    orderId: order.orderId,
    what: order.address,
    says,
    tone,
  });
  const crew = order.crewId === null ? '' : `, ${crewName(order.crewId)}`;
  const lines: Happening[] = [];
  if (order.state !== 'listed' && order.state !== 'draft') {
    const outcome = order.outcome === null ? '' : `. ${order.outcome}`;
    lines.push(
      line(
        'state',
        order.since,
        `${kindWord(order.kind)}: ${stateWord(order.state).toLowerCase()}${crew}${outcome}`,
        order.state === 'completed' ? 'ok' : 'plain',
      ),
    );
  }
  const { command, recall } = order;
  if (command)
    lines.push(
      line(
        'command',
        command.since,
        `Remote ${command.action} ${command.state}${command.why === null ? '' : `. ${command.why}`}`,
      ),
    );
  if (recall) {
    lines.push(line('recall', recall.at, `Recalled. ${recall.says}`, 'stop'));
    if (recall.deliveredAt !== null)
      lines.push(line('delivered', recall.deliveredAt, `Recall reached the tablet${crew}`));
    if (recall.seenAt !== null) {
      const valve = recall.answered === null ? '' : `; the valve is ${recall.answered}`;
      lines.push(line('seen', recall.seenAt, `Recall seen by the crew${crew}${valve}`));
    }
  }
  return lines;
}

/** The last thing that happened to every order of the day, its recall and its remote command, newest first. */
export function happenings(
  orders: Iterable<DispatchOrder>,
  cameOff: DispatchDay['cameOff'],
  crewName: (crewId: number) => string,
): Happening[] {
  const lines = [...orders].flatMap((order) => ofOrder(order, crewName));
  const off = cameOff.map(({ orderId, address, at, says }): Happening => ({
    key: `${orderId}-off`,
    at,
    orderId,
    what: address,
    says: `Came off the list. ${says}`,
    tone: 'plain',
  }));
  return [...lines, ...off].sort((a, b) => b.at - a.at || a.key.localeCompare(b.key));
}
