import { TAKE_BACK_ROLES, bills } from '@curbstop/contracts';
import type { BillView } from '@curbstop/contracts';
import { METRIC_DIAL, dialWords } from '@curbstop/policy';
import { amount, Button, Chip, civilDay, Empty, mayUse, money, usageWords, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { ReasonDialog } from '../meters/reason-dialog.tsx';
import type { Decision } from '../meters/reason-dialog.tsx';
import { useDialog } from '../shell/use-dialog.ts';

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

function Standing({ bill }: { bill: BillView }): VNode {
  if (bill.takenBack) return <Chip tone="plain">Taken back</Chip>;
  if (bill.mayTakeBack) return <Chip tone="warn">Its reading is void</Chip>;
  return bill.unpaid > 0 ? <Chip tone="warn">{money(bill.unpaid)} unpaid</Chip> : <Chip tone="ok">Paid</Chip>;
}

function takeBackOf(accountId: number, bill: BillView): Decision {
  return {
    title: `Take bill ${bill.number} back?`,
    confirm: 'Take it back',
    path: `/api/accounts/${accountId}/bills/${bill.billId}/take-back`,
    body: {},
    field: 'reason',
    says: `${money(bill.amount)} is credited, with every late charge on it; what was paid of it counts for what else is owed. The bill is made again from a good reading, at once if there is one.`,
  };
}

interface BillProps {
  readonly accountId: number;
  readonly bill: BillView;
  readonly open: boolean;
  /** Null where the user may not. */
  readonly onTakeBack: (() => void) | null;
}

function Bill({ accountId, bill, open, onTakeBack }: BillProps): VNode {
  return (
    <details class="bill" open={open}>
      <summary>
        <span class="cs-grow">
          <span class="strong">
            {bill.kind === 'regular' ? 'Bill' : bill.kind === 'final' ? 'Final bill' : 'Corrected bill'} {bill.number}
          </span>{' '}
          <span class="cs-muted">{civilDay(bill.billDate, 'year')}</span>
        </span>
        <Standing bill={bill} />
        <strong class="bill-amount">{money(bill.amount)}</strong>
      </summary>
      <div class="bill-body">
        <Facts bill={bill} />
        {bill.mayTakeBack && (
          <p>
            The reading that it ends at is void.{' '}
            {onTakeBack ? (
              <Button size="small" onClick={onTakeBack} label={`Take bill ${bill.number} back`}>
                Take the bill back
              </Button>
            ) : (
              'Finance takes the bill back.'
            )}
          </p>
        )}
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
        <p>
          <a
            href={`/api/accounts/${accountId}/papers/bill?record=${encodeURIComponent(bill.number)}`}
            target="_blank"
            rel="noopener"
          >
            Open bill {bill.number} as PDF
          </a>
        </p>
      </div>
    </details>
  );
}

/** The account's bills, newest first; one opens to its lines, its period and its registers. */
export function BillsList({ accountId, version }: { accountId: number; version: number }): VNode {
  const { api, session } = useDesk();
  const who = useObservable(session.state);
  const mayTakeBack = who.phase === 'in' && mayUse(who.me, TAKE_BACK_ROLES);
  const decision = useDialog<Decision>();
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
            <Bill
              key={bill.billId}
              accountId={accountId}
              bill={bill}
              open={index === 0 || bill.mayTakeBack}
              onTakeBack={mayTakeBack ? () => decision.open(takeBackOf(accountId, bill)) : null}
            />
          ))}
          {!all && list.length > FIRST && (
            <p class="card-more">
              <Button kind="quiet" size="small" onClick={() => setAll(true)}>
                Show all {list.length} bills
              </Button>
            </p>
          )}
          {decision.shown && <ReasonDialog of={decision.shown} onClose={decision.close} onDone={read.reload} />}
        </>
      )}
    </LoadedView>
  );
}
