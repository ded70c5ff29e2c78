import type { Me } from '@curbstop/contracts';
import { ChangePasswordPage, Loading, SignInPage, TwoStepPage, useObservable, WrongRolePage } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CannotPage } from './job/cannot-page.tsx';
import { JobPage } from './job/job-page.tsx';
import { OutboxPage } from './outbox/outbox-page.tsx';
import { RecallGuard } from './recall/recall-guard.tsx';
import { Frame } from './shell/frame.tsx';
import type { Look } from './shell/look.ts';
import { useRoute } from './shell/route.ts';
import { insecureWords } from './shell/secure.ts';
import { TabletPage } from './shell/tablet-page.tsx';
import type { Update } from './shell/update.ts';
import { StopsPage } from './day/stops-page.tsx';
import { isCrew, whoIs } from './tablet/crew.ts';
import type { Crew } from './tablet/crew.ts';
import { runShift } from './tablet/run.ts';
import type { Tablet } from './tablet/tablet.ts';
import { CrewContext, TabletContext } from './tablet/use-tablet.ts';

const PLACE = 'Field tablet';

export interface AppProps {
  readonly tablet: Tablet;
  readonly look: Look;
  readonly update: Update;
}

/** The whole app: who is at the tablet decides what is shown. */
export function App({ tablet, look, update }: AppProps): VNode {
  const holder = useObservable(tablet.custody.holder);
  const state = useObservable(tablet.session.state);
  const who = whoIs(state, holder);
  const insecure = insecureWords({ isSecure: isSecureContext, protocol: location.protocol, host: location.host });
  return (
    <TabletContext.Provider value={tablet}>
      {insecure !== null && (
        <p class="f-notice f-stop f-insecure" role="alert">
          {insecure}
        </p>
      )}
      {who === null ? (
        <Door tablet={tablet} asking={state.phase === 'asking' || state.phase === 'in'} />
      ) : (
        <Inside tablet={tablet} who={who} look={look} update={update} />
      )}
    </TabletContext.Provider>
  );
}

function Door({ tablet, asking }: { tablet: Tablet; asking: boolean }): VNode {
  const { waiting } = useObservable(tablet.queue);
  if (asking) return <Loading what="who is signed in" />;
  return (
    <>
      {waiting.length > 0 && (
        <p class="f-notice" role="status">
          {waiting.length} not sent yet. Safe on this tablet; it goes out after the same crew signs in.
        </p>
      )}
      <SignInPage session={tablet.session} place={PLACE} />
    </>
  );
}

function Inside({ tablet, who, look, update }: { tablet: Tablet; who: Me; look: Look; update: Update }): VNode {
  const { session } = tablet;
  if (who.mustChangePassword) return <ChangePasswordPage session={session} place={PLACE} me={who} />;
  if (who.mustSetUpTwoStep) return <TwoStepPage session={session} place={PLACE} me={who} />;
  if (!isCrew(who)) return <WrongRolePage session={session} place={PLACE} me={who} needs={['crew']} />;
  return <Shift key={who.crewId} tablet={tablet} crew={who} look={look} update={update} />;
}

function Shift({ tablet, crew, look, update }: { tablet: Tablet; crew: Crew; look: Look; update: Update }): VNode {
  const route = useRoute();
  const [skipped, setSkipped] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => runShift(tablet, crew), [tablet, crew.crewId]);
  const skip = (orderId: number): void => setSkipped((before) => new Set(before).add(orderId));
  return (
    <CrewContext.Provider value={crew}>
      <RecallGuard>
        <Frame route={route} update={update}>
          {route.page === 'stops' && <StopsPage look={look} skipped={skipped} />}
          {route.page === 'job' && <JobPage key={route.orderId} orderId={route.orderId} onSkip={skip} />}
          {route.page === 'cannot' && <CannotPage key={route.orderId} orderId={route.orderId} />}
          {route.page === 'outbox' && <OutboxPage />}
          {route.page === 'tablet' && <TabletPage look={look} update={update} />}
        </Frame>
      </RecallGuard>
    </CrewContext.Provider>
  );
}
