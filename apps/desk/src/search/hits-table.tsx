import type { AccountHit } from '@curbstop/contracts';
import { accountNumber, Chip, money, Table } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import { hrefOf } from '../routes.ts';

function link(hit: AccountHit): string {
  return hrefOf({ name: 'account', accountId: hit.accountId, tab: 'ledger' });
}

export interface HitsTableProps {
  readonly caption: string;
  readonly hits: readonly AccountHit[];
  readonly empty: ComponentChildren;
}

/** Accounts, a line each: who and where, whether the water is on, and what is owed. */
export function HitsTable({ caption, hits, empty }: HitsTableProps): VNode {
  return (
    <Table
      caption={caption}
      rows={hits}
      keyOf={(hit) => hit.accountId}
      empty={empty}
      columns={[
        { key: 'name', head: 'Customer', cell: (hit) => <a href={link(hit)}>{hit.customer}</a> },
        { key: 'address', head: 'Address', cell: (hit) => hit.address },
        { key: 'number', head: 'Account', cell: (hit) => accountNumber(hit.number) },
        { key: 'meter', head: 'Meter', cell: (hit) => hit.meterSerial ?? 'none' },
        {
          key: 'service',
          head: 'Water',
          cell: (hit) => <Chip tone={hit.service === 'on' ? 'ok' : 'stop'}>{hit.service === 'on' ? 'On' : 'Off'}</Chip>,
        },
        {
          key: 'pastDue',
          head: 'Past due',
          num: true,
          cell: (hit) =>
            hit.pastDue > 0 ? <strong class="cs-stop-text">{money(hit.pastDue)}</strong> : money(hit.pastDue),
        },
        { key: 'balance', head: 'Balance', num: true, cell: (hit) => money(hit.balance) },
      ]}
    />
  );
}
