import { DESK_ROLES } from '@curbstop/contracts';
import {
  ChangePasswordPage,
  connectLive,
  DoorPage,
  Button,
  Loading,
  mayUse,
  SignInPage,
  TwoStepPage,
  useObservable,
  WrongRolePage,
} from '@curbstop/ui';
import type { Live, ThemeSwitch } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DeskContext } from './desk.ts';
import type { Desk } from './desk.ts';
import { whyFailed } from './load/says.ts';
import { Shell } from './shell/shell.tsx';

const PLACE = 'Billing desk';

export interface AppProps {
  readonly parts: Omit<Desk, 'live'>;
  readonly themes: ThemeSwitch;
}

/** Who is there decides what is shown: the sign-in, a new password, a word about roles, or the desk. */
export function App({ parts, themes }: AppProps): VNode {
  const { session, clock } = parts;
  const state = useObservable(session.state);
  useEffect(() => {
    void session.ask();
    return clock.start();
  }, [session, clock]);

  switch (state.phase) {
    case 'asking':
      return <Loading what="who is signed in" />;
    case 'unknown':
      return (
        <DoorPage title="The server did not say who is signed in" place={PLACE}>
          <p class="cs-muted">{whyFailed(state.error)} Nothing is lost.</p>
          <div class="cs-door-form">
            <Button kind="primary" wide onClick={() => void session.ask()}>
              Try again
            </Button>
          </div>
        </DoorPage>
      );
    case 'out':
      return <SignInPage session={session} place={PLACE} />;
    case 'in':
      if (state.me.mustChangePassword) return <ChangePasswordPage session={session} place={PLACE} me={state.me} />;
      if (state.me.mustSetUpTwoStep) return <TwoStepPage session={session} place={PLACE} me={state.me} />;
      if (!mayUse(state.me, DESK_ROLES))
        return <WrongRolePage session={session} place={PLACE} me={state.me} needs={DESK_ROLES} />;
      return <SignedIn key={state.me.staffId} parts={parts} themes={themes} />;
  }
}

/** A server that stops says so and is not tried again by itself; it is, this much later. */
const AGAIN = 3_000;

/** The desk with its live feed, which lives as long as the session. */
function SignedIn({ parts, themes }: AppProps): VNode {
  const [live, setLive] = useState<Live | null>(null);
  const { clock, session } = parts;
  useEffect(() => {
    const made = connectLive();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stops = [
      made.on('clock', (answer) => clock.hear(answer)),
      made.state.subscribe(({ phase }) => {
        if (phase !== 'refused') return;
        // Turned away: either the session has ended elsewhere, which this finds out, or the server was stopped.
        void session.ask();
        timer = setTimeout(() => made.reconnect(), AGAIN);
      }),
    ];
    setLive(made);
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      made.close();
    };
  }, [clock, session]);
  if (!live) return <Loading what="the desk" />;
  return (
    <DeskContext.Provider value={{ ...parts, live }}>
      <Shell themes={themes} />
    </DeskContext.Provider>
  );
}
