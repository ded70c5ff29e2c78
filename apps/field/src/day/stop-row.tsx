import { fillOf, kindWord, money, OrderMark, Row, shapeOf, stateWord } from '@curbstop/ui';
import { isWithCrew, kindOf } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { go } from '../shell/route.ts';
import type { Stop } from './stops.ts';

/** One fact of a stop, in words. */
export function stopFact({ job, unsent, waitsForCashier }: Stop): string {
  const parts = [kindWord(job.kind)];
  if (job.recall) parts.push('called off');
  else if (waitsForCashier) parts.push('waits for the cashier');
  else if (!isWithCrew(job.state)) parts.push(stateWord(job.state).toLowerCase());
  else if (job.state !== 'assigned') parts.push(stateWord(job.state).toLowerCase());
  if (job.urgent) parts.push('urgent');
  if (job.hazard !== '') parts.push(job.hazard);
  if (unsent) parts.push('not sent yet');
  return parts.join(', ');
}

/** A stop of the list; one that is over cannot be opened. */
export function StopRow({ stop }: { stop: Stop }): VNode {
  const { job } = stop;
  const recalled = job.recall !== null;
  const unanswered = job.recall?.answered === null;
  const open = isWithCrew(job.state) && !recalled;
  const owes = open && kindOf(job.kind).effect === 'off' && job.pastDue > 0;
  return (
    <Row
      mark={
        <OrderMark
          shape={shapeOf(job.kind, job.urgent)}
          fill={fillOf(job.state, unanswered)}
          number={job.sequence}
          size={43}
        />
      }
      title={job.address}
      fact={stopFact(stop)}
      end={owes ? money(job.pastDue) : undefined}
      tone={unanswered ? 'stop' : 'plain'}
      {...(open ? { onClick: () => go({ page: 'job', orderId: job.orderId }) } : {})}
    />
  );
}
