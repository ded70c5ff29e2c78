import { accountPage } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import { isCashOnly, instant } from '@curbstop/policy';
import { accountNumber, Chip, cityFormats, ClauseTag, money, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useAccountNews } from '../account/use-account-news.ts';
import { useDesk } from '../desk.ts';
import { useLoaded } from '../load/use-loaded.ts';
import type { Loading } from '../load/use-loaded.ts';
import { hrefOf } from '../routes.ts';

/** The account that a form of this page is about; read again with every news of it. Use a key for another account. */
export function usePage(accountId: number): Loading<AccountPage> & { readonly refresh: () => void } {
  const { api } = useDesk();
  const [version, refresh] = useAccountNews(accountId);
  const page = useLoaded(String(version), (signal) => api.get(`/api/accounts/${accountId}`, accountPage, { signal }));
  return { ...page, refresh };
}

/** Whose account it is, what it owes, and what a cashier is to know of it (J.7, K.4). */
export function PickedAccount({ page }: { page: AccountPage }): VNode {
  const { clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const now = instant(useNow(clock, 15_000));
  const { facts } = page;
  const { clearReturn } = page.toPay;
  return (
    <div class="picked">
      <p>
        <a href={hrefOf({ name: 'account', accountId: page.accountId, tab: 'ledger' })}>{page.customer.name}</a>
        <span class="cs-muted cs-small">
          {page.premise.address} · {accountNumber(page.number)}
        </span>
      </p>
      <p class="picked-sums">
        <strong>{money(page.pastDue)}</strong> past due
        {page.feesDue > 0 && (
          <>
            , <strong>{money(page.feesDue)}</strong> fees
          </>
        )}
        , <strong>{money(page.balance)}</strong> in all
      </p>
      <p class="picked-flags">
        {page.service === 'off' && <Chip tone="stop">Water off</Chip>}
        {page.status !== 'active' && (
          <Chip tone="warn">{page.status === 'closed' ? 'Account closed' : 'Not open yet'}</Chip>
        )}
        {isCashOnly(facts, now) && (
          <span>
            <Chip tone="warn">Cash Only</Chip> <ClauseTag clause="J.7" />
          </span>
        )}
        {clearReturn !== null && (
          <span>
            <Chip tone="stop">
              {money(clearReturn.amount)} returned, to be made good{' '}
              {clearReturn.by === null ? 'at once' : `by ${formats.dayTime(clearReturn.by)}`}
            </Chip>{' '}
            <ClauseTag clause="K.4" />
          </span>
        )}
      </p>
    </div>
  );
}
