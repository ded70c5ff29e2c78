import { accountNumber } from '@curbstop/ui';
import type { VNode } from 'preact';
import { hrefOf } from '../routes.ts';

/** Whose line it is: the name opens the account, address and number below it. */
export function AccountCell(each: { accountId: number; name: string; address: string; number: string }): VNode {
  return (
    <>
      <a href={hrefOf({ name: 'account', accountId: each.accountId, tab: 'ledger' })}>{each.name}</a>
      <span class="cs-muted cs-small">
        {each.address} · {accountNumber(each.number)}
      </span>
    </>
  );
}
