import type { DispatchOrder } from '@curbstop/contracts';
import {
  accountNumber,
  Button,
  civilDay,
  ClauseTag,
  ClauseTags,
  kindWord,
  money,
  useNow,
  useObservable,
  ValveMark,
} from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import { useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { stateInWords } from '../day/groups.ts';
import { lookAt } from '../keys/use-keys.ts';
import { commandInWords, holdInWords, valveInWords } from '../pool/facts.ts';
import { MarkOf } from '../pool/order-row.tsx';
import { useFormats } from '../top/use-formats.ts';
import { DetailsDeeds } from './details-deeds.tsx';
import { FromTheField } from './from-the-field.tsx';

function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Dates of the bill behind a turn-off. */
function BillFacts({ order, formats }: { order: DispatchOrder; formats: CityFormats }): VNode {
  return (
    <>
      {order.billDate !== null && (
        <Fact name="Bill">
          {civilDay(order.billDate, 'year')}
          {order.dueDate !== null && `, due ${civilDay(order.dueDate)}`}
        </Fact>
      )}
      {order.payBy !== null && <Fact name="Pay by">{formats.dayTime(order.payBy)}</Fact>}
      {order.noticeMailedOn !== null && <Fact name="Notice mailed">{civilDay(order.noticeMailedOn, 'week')}</Fact>}
    </>
  );
}

/** The steps of a recall, with their times; what has not happened is said too. */
function RecallReceipts({ order, formats }: { order: DispatchOrder; formats: CityFormats }): VNode | null {
  const { recall } = order;
  if (recall === null) return null;
  const step = (word: string, at: number | null): VNode => (
    <li class={at === null ? 'd-ahead' : ''}>
      {word} <strong>{at === null ? 'not yet' : formats.exact(at)}</strong>
    </li>
  );
  return (
    <div class="d-recall">
      <p>
        <strong class="cs-stop-text">Recalled.</strong> {recall.says} <ClauseTags clauses={recall.clauses} />
        {recall.paid !== null && ` Paid ${money(recall.paid)}.`}
      </p>
      <ol aria-label="Receipts of the recall">
        {step('Sent', recall.at)}
        {step('Delivered', recall.deliveredAt)}
        {step('Seen', recall.seenAt)}
        <li class={recall.answered === null ? 'd-ahead' : ''}>
          Valve <strong>{recall.answered ?? 'not told'}</strong>
        </li>
      </ol>
    </div>
  );
}

/** What the customer said, and what the cashier found. */
function ParkedFacts({ order, formats }: { order: DispatchOrder; formats: CityFormats }): VNode | null {
  const { parked } = order;
  if (parked === null) return null;
  return (
    <p>
      <strong>The customer says it is paid</strong>, {formats.time(parked.at)}. {parked.note}
      <span class="d-line">
        {parked.answer === null
          ? 'The cashier has not answered. The water stays on.'
          : `${parked.answer.by}, ${formats.time(parked.answer.at)}: ${parked.answer.message}`}
      </span>
    </p>
  );
}

/** Everything known of the current order, beside the list it was opened from. */
export function Details({ state }: { state: DayState }): VNode | null {
  const board = useBoard();
  const formats = useFormats();
  const selection = useObservable(board.selection);
  const asTable = useObservable(board.asTable);
  const now = useNow(board.clock);
  const order = selection.current === null ? undefined : state.orders.get(selection.current);
  if (!selection.detailsOpen || !order) return null;
  const crew = order.crewId === null ? null : (state.crews.get(order.crewId) ?? null);
  return (
    <section class="d-details" aria-labelledby="details-title" data-details={order.orderId} tabIndex={-1}>
      <header>
        <MarkOf order={order} size={28} />
        <h2 id="details-title" class="cs-grow">
          {order.address}
        </h2>
        <Button
          kind="quiet"
          size="small"
          icon="cross"
          label="Close the details"
          onClick={() => board.selection.set({ ...board.selection.get(), detailsOpen: false })}
        >
          {null}
        </Button>
      </header>
      <div class="d-details-body">
        <p>
          <strong>
            {kindWord(order.kind)}, {stateInWords(order).toLowerCase()}
          </strong>{' '}
          since{' '}
          {formats.civil(order.since) === state.day.day ? formats.time(order.since) : formats.dayTime(order.since)}{' '}
          <ClauseTag clause={order.clause} />
          {order.outcome !== null && order.outcome !== order.recall?.says && (
            <span class="d-line">{order.outcome}</span>
          )}
        </p>
        <ParkedFacts order={order} formats={formats} />
        <RecallReceipts order={order} formats={formats} />
        <FromTheField key={order.orderId} order={order} />
        <dl>
          <Fact name="Customer">{order.customer}</Fact>
          <Fact name="Account">
            <a href={`/desk/#/accounts/${order.accountId}`}>{accountNumber(order.accountNumber)}</a>
          </Fact>
          {order.pastDue > 0 && (
            <Fact name="To pay">
              <strong>{money(order.pastDue)}</strong>
            </Fact>
          )}
          <BillFacts order={order} formats={formats} />
          <Fact name="Holds">
            {order.holds.length === 0
              ? 'None'
              : order.holds.map((hold) => (
                  <span key={`${hold.clause}${hold.says}`} class="d-line">
                    {holdInWords(hold, formats, now)} <ClauseTag clause={hold.clause} />
                  </span>
                ))}
          </Fact>
          <Fact name="Valve">
            <span class="d-valve">
              {(order.valve.kind === 'remote' || order.valve.state !== 'unknown') && (
                <ValveMark state={order.valve.state} reportedAt={order.valve.reportedAt} now={now} size={22} bare />
              )}
              {valveInWords(order.valve, now)}
            </span>
          </Fact>
          {order.command !== null && (
            <Fact name="Command">
              {commandInWords(order.command)}
              <span class="d-line cs-muted">since {formats.exact(order.command.since)}</span>
            </Fact>
          )}
          <Fact name="Meter">
            {order.meterSerial ?? 'No meter on record'}
            {order.reason !== null && <span class="d-line">Why: {order.reason}</span>}
            {order.meterNote !== '' && <span class="d-line">{order.meterNote}</span>}
            {order.hazard !== '' && <span class="d-line d-hazard">{order.hazard}</span>}
          </Fact>
          <Fact name="Crew">
            {crew === null ? 'None' : crew.name}
            {order.sequence !== null && crew !== null && `, stop ${order.sequence}`}
            {order.pinned && ', pinned'}
          </Fact>
          <Fact name="Order">
            {order.number}, due {civilDay(order.dueOn)}, route group {order.routeGroup}
          </Fact>
        </dl>
        {!asTable && (
          <Button kind="quiet" size="small" icon="place" onClick={() => lookAt(board, order.orderId)}>
            Show on the map
          </Button>
        )}
      </div>
      <DetailsDeeds order={order} state={state} />
    </section>
  );
}
