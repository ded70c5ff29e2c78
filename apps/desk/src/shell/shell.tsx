import { Empty, mayUse, useObservable } from '@curbstop/ui';
import type { ThemeSwitch } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AccountScreen } from '../account/account-screen.tsx';
import { ClockScreen } from '../clock/clock-screen.tsx';
import { useDesk } from '../desk.ts';
import { hrefOf } from '../routes.ts';
import type { Route } from '../routes.ts';
import { AccountsScreen } from '../search/accounts-screen.tsx';
import { BatchScreen } from '../batches/batch-screen.tsx';
import { BatchesScreen } from '../batches/batches-screen.tsx';
import { PreviewScreen } from '../batches/preview-screen.tsx';
import { OpeningScreen } from '../openings/opening-screen.tsx';
import { CasesScreen } from '../cases/cases-screen.tsx';
import { MetersScreen } from '../meters/meters-screen.tsx';
import { MoneyScreen } from '../money/money-screen.tsx';
import { ReportsScreen } from '../reports/reports-screen.tsx';
import { StaffScreen } from '../staff/staff-screen.tsx';
import { TwoStepScreen } from '../staff/two-step-screen.tsx';
import { TasksScreen } from '../tasks/tasks-screen.tsx';
import { Bar } from './bar.tsx';
import { Feed } from './feed.tsx';
import { useRoute } from './use-route.ts';

function Screen({ route, admin }: { route: Route; admin: boolean }): VNode {
  switch (route.name) {
    case 'accounts':
      return <AccountsScreen query={route.query} />;
    case 'account':
      return <AccountScreen key={route.accountId} accountId={route.accountId} tab={route.tab} />;
    case 'opening':
      return <OpeningScreen at={route.at} />;
    case 'tasks':
      return <TasksScreen state={route.state} role={route.role} />;
    case 'batches':
      return <BatchesScreen until={route.until} />;
    case 'batch':
      return <BatchScreen key={route.batchId} batchId={route.batchId} />;
    case 'preview':
      return <PreviewScreen kind={route.kind} day={route.day} />;
    case 'cases':
      return <CasesScreen part={route.part} />;
    case 'money':
      return <MoneyScreen part={route.part} />;
    case 'meters':
      return <MetersScreen part={route.part} />;
    case 'reports':
      return <ReportsScreen />;
    case 'staff':
      return admin ? (
        <StaffScreen />
      ) : (
        <Empty title="Staff is an administrator's page">Your roles do not include it.</Empty>
      );
    case 'two-step':
      return <TwoStepScreen />;
    case 'clock':
      return admin ? (
        <ClockScreen />
      ) : (
        <Empty title="The clock is turned by an administrator">Your roles do not include it.</Empty>
      );
    case 'lost':
      return (
        <Empty title="There is no such page">
          The address {route.hash} leads nowhere. <a href={hrefOf({ name: 'accounts', query: '' })}>Find an account</a>
        </Empty>
      );
  }
}

/** Bar, state of the feed, and the screen that the address names. */
export function Shell({ themes }: { themes: ThemeSwitch }): VNode {
  const { session } = useDesk();
  const route = useRoute();
  const state = useObservable(session.state);
  const main = useRef<HTMLElement>(null);
  const place = route.name === 'account' ? `account ${route.accountId}` : route.name;
  const before = useRef(place);
  useEffect(() => {
    // A new page: the keyboard and the screen reader start at its top, unless someone is typing.
    if (before.current === place) return;
    before.current = place;
    if (!(document.activeElement instanceof HTMLInputElement)) main.current?.focus();
    scrollTo(0, 0);
  }, [place]);
  const admin = state.phase === 'in' && mayUse(state.me, ['admin']);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event: MouseEvent) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <Bar route={route} themes={themes} />
      <main id="main" ref={main} tabIndex={-1} class="page">
        <Feed />
        <Screen route={route} admin={admin} />
      </main>
    </>
  );
}
