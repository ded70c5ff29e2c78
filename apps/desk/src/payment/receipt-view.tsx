import type { AccountPage, Receipt } from '@curbstop/contracts';
import {
  accountNumber,
  amount,
  Button,
  cityFormats,
  civilDay,
  ClauseTag,
  kindWord,
  money,
  useObservable,
} from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { useWayOut } from './use-way-out.ts';

/** What the server did with a payment: the day it counts from, where it went, and which orders it called off. */
export function ReceiptView({ receipt, page }: { receipt: Receipt; page: AccountPage }): VNode {
  const { clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const box = useWayOut();
  return (
    <div class="receipt" role="status" ref={box}>
      <dl class="sums receipt-head">
        <div>
          <dt>Receipt</dt>
          <dd>{receipt.paymentId}</dd>
        </div>
        {receipt.takenAt !== null && (
          <div>
            <dt>Taken</dt>
            <dd>
              {formats.yearDay(receipt.takenAt)}, {formats.time(receipt.takenAt)}
            </dd>
          </div>
        )}
        <div>
          <dt>Account</dt>
          <dd>
            {accountNumber(page.number)}, {page.customer.name}, {page.premise.address}
          </dd>
        </div>
        <div>
          <dt>Amount</dt>
          <dd>{money(receipt.amount)}</dd>
        </div>
        {receipt.tendered !== null && (
          <div>
            <dt>Cash handed over</dt>
            <dd>{money(receipt.tendered)}</dd>
          </div>
        )}
        {receipt.change !== null && (
          <div>
            <dt>Change due</dt>
            <dd>
              <strong>{money(receipt.change)}</strong>
            </dd>
          </div>
        )}
      </dl>
      <p>
        {receipt.says}
        {receipt.doubt === null && <> Counted on {civilDay(receipt.effective, 'year')}.</>}{' '}
        <ClauseTag clause={receipt.clause} />
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
      <p class="receipt-print">
        <Button size="small" onClick={() => window.print()}>
          Print receipt
        </Button>
      </p>
    </div>
  );
}
