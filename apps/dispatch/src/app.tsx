import type { Me, Role } from '@curbstop/contracts';
import {
  ChangePasswordPage,
  connectLive,
  DoorPage,
  Failed,
  Loading,
  mayUse,
  SignInPage,
  TwoStepPage,
  useObservable,
  WrongRolePage,
} from '@curbstop/ui';
import type { Api, ScreenClock, Session, ThemeSwitch } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { BoardContext, createBoard } from './board/board.ts';
import { whyNot } from './board/why-not.ts';
import { Screen } from './screen.tsx';

const PLACE = 'Dispatch';
const NEEDS: readonly Role[] = ['dispatcher', 'admin'];

export interface AppProps {
  readonly api: Api;
  readonly clock: ScreenClock;
  readonly session: Session;
  readonly theme: ThemeSwitch;
}

/** The door of the app: who is signed in, and whether this screen is theirs. */
export function App(props: AppProps): VNode {
  const { session } = props;
  const state = useObservable(session.state);
  switch (state.phase) {
    case 'asking':
      return <Loading what="who is signed in" />;
    case 'unknown':
      return (
        <DoorPage title="No answer yet" place={PLACE}>
          <Failed title="The server could not be asked who is signed in" onRetry={() => void session.ask()}>
            {whyNot(state.error)}
          </Failed>
        </DoorPage>
      );
    case 'out':
      return <SignInPage session={session} place={PLACE} />;
    case 'in':
      if (state.me.mustChangePassword) return <ChangePasswordPage session={session} place={PLACE} me={state.me} />;
      if (state.me.mustSetUpTwoStep) return <TwoStepPage session={session} place={PLACE} me={state.me} />;
      if (!mayUse(state.me, NEEDS))
        return <WrongRolePage session={session} place={PLACE} me={state.me} needs={NEEDS} />;
      return <SignedIn {...props} me={state.me} />;
  }
}

function SignedIn({ api, clock, session, theme, me }: AppProps & { me: Me }): VNode {
  const board = useMemo(
    () => createBoard({ api, clock, session, theme, live: connectLive() }),
    [api, clock, session, theme],
  );
  useEffect(() => {
    const stops = [clock.start(), board.start(), () => board.live.close()];
    return () => stops.forEach((stop) => stop());
  }, [board, clock]);
  return (
    <BoardContext.Provider value={board}>
      <Screen me={me} />
    </BoardContext.Provider>
  );
}
