import { accountPage } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import type { OfficeRequest } from '@curbstop/policy';
import { cityFormats, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import type { Tab } from '../routes.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { TimelineCard } from '../timeline/timeline-card.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { ActionsCard } from './actions-card.tsx';
import { Head } from './head.tsx';
import { StopsCard } from './stops-card.tsx';
import { TabsCard } from './tabs-card.tsx';
import { useAccountNews } from './use-account-news.ts';

/** One account: what it owes, what happened, what is ahead, and what can be done. */
export function AccountScreen({ accountId, tab }: { accountId: number; tab: Tab }): VNode {
  const { api, clock, session, recent } = useDesk();
  const [version, refresh] = useAccountNews(accountId);
  const { timeZone } = useObservable(clock.time);
  const formats = useMemo(() => cityFormats(timeZone), [timeZone]);
  const now = useNow(clock, 15_000);
  const dialog = useDialog<OfficeRequest>();
  const page = useLoaded(String(version), (signal) => api.get(`/api/accounts/${accountId}`, accountPage, { signal }));
  const name = page.data?.customer.name;
  const who = useObservable(session.state);
  const me = who.phase === 'in' ? who.me : null;
  const staffId = me?.staffId ?? null;
  const found = page.data !== null;
  useEffect(() => {
    if (found && staffId !== null) recent.opened(staffId, accountId);
  }, [found, staffId, accountId, recent]);
  useEffect(() => {
    document.title = name === undefined ? 'Billing desk · Curbstop' : `${name} · Curbstop`;
    return () => {
      document.title = 'Billing desk · Curbstop';
    };
  }, [name]);

  return (
    <LoadedView of={page} what="the account">
      {(account: AccountPage) => (
        <>
          <Head page={account} formats={formats} now={now} />
          <TimelineCard page={account} formats={formats} now={now} />
          <div class="cards">
            <TabsCard accountId={accountId} tab={tab} version={version} page={account} formats={formats} />
            <StopsCard page={account} />
            {me && <ActionsCard page={account} me={me} onOpen={dialog.open} />}
          </div>
          {dialog.shown && (
            <AccountDialog
              key={dialog.shown}
              request={dialog.shown}
              page={account}
              formats={formats}
              onClose={dialog.close}
              onDone={refresh}
            />
          )}
        </>
      )}
    </LoadedView>
  );
}
