import { accountNumber } from '@curbstop/ui';
import type { VNode } from 'preact';
import { hrefOf } from '../routes.ts';

/** An account by its customer's name and its number. */
export function accountLink(each: {
  readonly accountId: number;
  readonly customer: string;
  readonly number: string;
}): VNode {
  return (
    <>
      <a href={hrefOf({ name: 'account', accountId: each.accountId, tab: 'ledger' })}>{each.customer}</a>
      <span class="cs-muted cs-small">{accountNumber(each.number)}</span>
    </>
  );
}
