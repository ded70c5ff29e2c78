import { bills } from '@curbstop/contracts';
import type { BillView } from '@curbstop/contracts';
import { METRIC_DIAL, dialWords } from '@curbstop/policy';
import { amount, Button, Chip, civilDay, Empty, money, usageWords, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';

/** A year of bills at first: the city bills every two months. */
const FIRST = 6;

function Facts({ bill }: { bill: BillView }): VNode {
  const { units } = useObservable(useDesk().clock.time);
  const dial = bill.dial ?? METRIC_DIAL;
  const facts = [
    ['Period', `${civilDay(bill.periodFrom, 'year')} to ${civilDay(bill.periodTo, 'year')}`],
    [
      'Register',
      bill.startRegister === null || bill.endRegister === null
        ? 'not read'
        : `${dialWords(bill.startRegister, bill.startDial ?? dial)} to ${dialWords(bill.endRegister, dial)}`,
    ],
    ['Use', `${usageWords(bill.units, units.usage)}${bill.estimated ? ', estimated' : ''}`],
    ['Due', civilDay(bill.due, 'year')],
  ] as const;
  return (
    <dl class="bill-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Bill({ bill, open }: { bill: BillView; open: boolean }): VNode {
  return (
    <details class="bill" open={open}>
      <summary>
        <span class="cs-grow">
          <span class="strong">
            {bill.kind === 'regular' ? 'Bill' : bill.kind === 'final' ? 'Final bill' : 'Corrected bill'} {bill.number}
          </span>{' '}
          <span class="cs-muted">{civilDay(bill.billDate, 'year')}</span>
        </span>
        {bill.unpaid > 0 ? <Chip tone="warn">{money(bill.unpaid)} unpaid</Chip> : <Chip tone="ok">Paid</Chip>}
        <strong class="bill-amount">{money(bill.amount)}</strong>
      </summary>
      <div class="bill-body">
        <Facts bill={bill} />
        <table class="cs-table bill-lines">
          <caption class="cs-unseen">Lines of bill {bill.number}</caption>
          <thead>
            <tr>
              <th scope="col">Charge</th>
              <th scope="col" class="cs-num">
                Quantity
              </th>
              <th scope="col" class="cs-num">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {bill.lines.map((line, index) => (
              <tr key={index}>
                <td>{line.says}</td>
                <td class="cs-num">{line.quantity}</td>
                <td class="cs-num">{amount(line.amount)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">Bill</th>
              <td />
              <td class="cs-num strong">{amount(bill.amount)}</td>
            </tr>
            {bill.penalty > 0 && (
              <tr>
                <th scope="row">Penalty added later</th>
                <td />
                <td class="cs-num">{amount(bill.penalty)}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** The account's bills, newest first; one opens to its lines, its period and its registers. */
export function BillsList({ accountId, version }: { accountId: number; version: number }): VNode {
  const { api } = useDesk();
  const [all, setAll] = useState(false);
  const read = useLoaded(String(version), (signal) => api.get(`/api/accounts/${accountId}/bills`, bills, { signal }));
  return (
    <LoadedView of={read} what="the bills">
      {({ bills: list }) => (
        <>
          {list.length === 0 && (
            <div class="card-pad">
              <Empty title="No bill yet">The first comes with the next run of its route group.</Empty>
            </div>
          )}
          {(all ? list : list.slice(0, FIRST)).map((bill, index) => (
            <Bill key={bill.billId} bill={bill} open={index === 0} />
          ))}
          {!all && list.length > FIRST && (
            <p class="card-more">
              <Button kind="quiet" size="small" onClick={() => setAll(true)}>
                Show all {list.length} bills
              </Button>
            </p>
          )}
        </>
      )}
    </LoadedView>
  );
}
