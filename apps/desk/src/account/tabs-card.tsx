import type { AccountPage } from '@curbstop/contracts';
import { ClauseTag, Empty, fillOf, kindWord, OrderMark, shapeOf, stateWord, Table, civilDay } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { AppealsList } from '../appeals/appeals-list.tsx';
import { BillsList } from '../bills/bills-list.tsx';
import { JournalList } from '../journal/journal-list.tsx';
import { LedgerTable } from '../ledger/ledger-table.tsx';
import { AssistanceTab } from '../assistance/assistance-tab.tsx';
import { MeterTab } from '../meters/meter-tab.tsx';
import { hrefOf, TABS } from '../routes.ts';
import type { Tab } from '../routes.ts';

const NAMES: Readonly<Record<Tab, string>> = {
  ledger: 'Ledger',
  bills: 'Bills',
  meter: 'Meter',
  orders: 'Orders',
  appeals: 'Appeals',
  assistance: 'Assistance',
  journal: 'Journal',
};

export interface TabsCardProps {
  readonly accountId: number;
  readonly tab: Tab;
  readonly version: number;
  readonly page: AccountPage;
  readonly formats: CityFormats;
}

function Orders({ orders, formats }: { orders: AccountPage['orders']; formats: CityFormats }): VNode {
  return (
    <Table
      caption="Work orders of this account"
      rows={orders}
      keyOf={(order) => order.orderId}
      empty={
        <div class="card-pad">
          <Empty title="No orders">Nobody was ever sent to this address.</Empty>
        </div>
      }
      columns={[
        {
          key: 'state',
          head: 'State',
          cell: (order) => (
            <span class="order-state">
              <OrderMark shape={shapeOf(order.kind)} fill={fillOf(order.state)} size={24} /> {stateWord(order.state)}
            </span>
          ),
        },
        {
          key: 'kind',
          head: 'Order',
          cell: (order) => (
            <>
              {kindWord(order.kind)} <span class="cs-muted cs-small">{order.number}</span>
            </>
          ),
        },
        { key: 'clause', head: 'Clause', cell: (order) => <ClauseTag clause={order.clause} /> },
        { key: 'due', head: 'Due', cell: (order) => civilDay(order.dueOn) },
        { key: 'since', head: 'Since', cell: (order) => formats.dayTime(order.since) },
      ]}
    />
  );
}

/** The account's papers, one at a time: arrow keys go from tab to tab. */
export function TabsCard({ accountId, tab, version, page, formats }: TabsCardProps): VNode {
  const { orders } = page;
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const at = TABS.indexOf(tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = TABS[(to + TABS.length) % TABS.length];
    if (next === undefined) return;
    location.replace(hrefOf({ name: 'account', accountId, tab: next }));
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <section class="cs-card papers">
      <div class="tabs" role="tablist" aria-label="Papers of the account" ref={list} onKeyDown={move}>
        {TABS.map((name) => (
          <a
            key={name}
            id={`tab-${name}`}
            data-tab={name}
            role="tab"
            href={hrefOf({ name: 'account', accountId, tab: name })}
            aria-selected={name === tab}
            aria-controls="papers"
            tabIndex={name === tab ? 0 : -1}
          >
            {NAMES[name]}
            {name === 'orders' && orders.length > 0 && <span class="tab-count">{orders.length}</span>}
          </a>
        ))}
      </div>
      <div id="papers" role="tabpanel" aria-labelledby={`tab-${tab}`} class="papers-body">
        {tab === 'ledger' && <LedgerTable accountId={accountId} version={version} />}
        {tab === 'bills' && <BillsList accountId={accountId} version={version} />}
        {tab === 'meter' && <MeterTab accountId={accountId} version={version} formats={formats} />}
        {tab === 'orders' && <Orders orders={orders} formats={formats} />}
        {tab === 'appeals' && <AppealsList accountId={accountId} version={version} formats={formats} />}
        {tab === 'assistance' && <AssistanceTab page={page} version={version} formats={formats} />}
        {tab === 'journal' && <JournalList accountId={accountId} version={version} formats={formats} />}
      </div>
    </section>
  );
}
