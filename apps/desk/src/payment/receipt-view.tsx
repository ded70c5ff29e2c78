import type { Receipt } from '@curbstop/contracts';
import { amount, civilDay, ClauseTag, kindWord, money } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useWayOut } from './use-way-out.ts';

/** What the server did with a payment: the day it counts from, where it went, and which orders it called off. */
export function ReceiptView({ receipt }: { receipt: Receipt }): VNode {
  const box = useWayOut();
  return (
    <div class="receipt" role="status" ref={box}>
      <p>
        {receipt.says} Counted on {civilDay(receipt.effective, 'week')}. <ClauseTag clause={receipt.clause} />
      </p>
      <table class="cs-table">
        <caption class="cs-unseen">Where the payment went</caption>
        <thead>
          <tr>
            <th scope="col">Went to</th>
            <th scope="col" class="cs-num">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {receipt.allocations.map((allocation, index) => (
            <tr key={index}>
              <td>{allocation.says}</td>
              <td class="cs-num">{amount(allocation.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl class="sums receipt-sums">
        {(
          [
            ['Past due now', receipt.pastDue],
            ['Fees now', receipt.feesDue],
            ['Balance now', receipt.balance],
          ] as const
        ).map(([label, cents]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{money(cents)}</dd>
          </div>
        ))}
      </dl>
      {receipt.cancelled.length > 0 && (
        <div class="cs-state called-off">
          <strong>Called off</strong>
          <ul>
            {receipt.cancelled.map((order) => (
              <li key={order.orderId}>
                {kindWord(order.kind)} {order.number}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p class="cs-small">Payment number {receipt.paymentId}</p>
    </div>
  );
}
