import { accountPage } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import { cityFormats, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { PaymentDialog } from '../payment/payment-dialog.tsx';
import { ReconnectionDialog } from '../reconnection/reconnection-dialog.tsx';
import type { Tab } from '../routes.ts';
import { TimelineCard } from '../timeline/timeline-card.tsx';
import { ActionsCard } from './actions-card.tsx';
import type { ActionOffer } from './actions.ts';
import { Head } from './head.tsx';
import { StopsCard } from './stops-card.tsx';
import { TabsCard } from './tabs-card.tsx';
import { useAccountNews } from './use-account-news.ts';

type OpenDialog = ActionOffer['name'] | null;

/** One account: what it owes, what happened, what is ahead, and what can be done. */
export function AccountScreen({ accountId, tab }: { accountId: number; tab: Tab }): VNode {
  const { api, clock, session, recent } = useDesk();
  const [version, refresh] = useAccountNews(accountId);
  const { timeZone } = useObservable(clock.time);
  const formats = useMemo(() => cityFormats(timeZone), [timeZone]);
  const now = useNow(clock, 15_000);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const opener = useRef<Element | null>(null);
  const open = (name: ActionOffer['name']): void => {
    opener.current = document.activeElement;
    setDialog(name);
  };
  const close = (): void => {
    setDialog(null);
    // After the dialog has left the page, the keyboard goes on where it was.
    requestAnimationFrame(() => {
      if (opener.current instanceof HTMLElement) opener.current.focus();
    });
  };
  const page = useLoaded(String(version), (signal) => api.get(`/api/accounts/${accountId}`, accountPage, { signal }));
  const name = page.data?.customer.name;
  const who = useObservable(session.state);
  const staffId = who.phase === 'in' ? who.me.staffId : null;
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
            <TabsCard accountId={accountId} tab={tab} version={version} orders={account.orders} formats={formats} />
            <StopsCard page={account} />
            <ActionsCard page={account} onOpen={open} />
          </div>
          {dialog === 'pay' && <PaymentDialog page={account} onClose={close} onDone={refresh} />}
          {dialog === 'reconnect' && (
            <ReconnectionDialog page={account} formats={formats} onClose={close} onDone={refresh} />
          )}
        </>
      )}
    </LoadedView>
  );
}
