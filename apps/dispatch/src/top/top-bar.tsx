import type { Me } from '@curbstop/contracts';
import {
  Brand,
  Button,
  civilDay,
  Dialog,
  duration,
  left,
  OwnTwoStep,
  roleWord,
  SignOutButton,
  useNow,
  useObservable,
} from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { aboutList } from './about-list.ts';
import { useFormats } from './use-formats.ts';

function CloseWindow({ state, now }: { state: DayState; now: number }): VNode {
  const formats = useFormats();
  const { from, to } = state.day.closeWindow;
  if (!state.day.businessDay) return <span class="d-window">No turn-offs today: not a business day</span>;
  const share = Math.max(0, Math.min(1, (now - from) / (to - from)));
  return (
    <span class="d-window">
      <span class="cs-muted">Close window</span>{' '}
      <strong>
        {formats.time(from)}–{formats.time(to)}
      </strong>{' '}
      <span class="d-window-bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>{' '}
      <span class="cs-muted">{now < from ? `opens in ${duration(from - now)}` : left(to, now)}</span>
    </span>
  );
}

/** List and its date, close window, live state, the city's clock, who; behind the name one's own second step. */
export function TopBar({ me }: { me: Me }): VNode {
  const board = useBoard();
  const formats = useFormats();
  const now = useNow(board.clock);
  const { state, live } = useObservable(board.feed.view);
  const { turning } = useObservable(board.clock.time);
  const [asked, setAsked] = useState(false);
  const role = me.roles.includes('dispatcher') ? 'dispatcher' : (me.roles[0] ?? 'dispatcher');
  return (
    <>
      <header class="cs-bar d-bar">
        <Brand />
        <span class="d-sep" aria-hidden="true" />
        <h1 class="d-title">Turn-off list, {state ? civilDay(state.day.day, 'long') : formats.longDay(now)}</h1>
        {state && <span class="cs-muted cs-ellipsis d-about">{aboutList([...state.orders.values()])}</span>}
        <span class="cs-grow" />
        {turning && (
          <span class="d-turning" role="status">
            Clock turning to {formats.dayTime(turning.to)}: {turning.doing}
          </span>
        )}
        {state && !turning && <CloseWindow state={state} now={now} />}
        <span class="d-sep" aria-hidden="true" />
        <span class={`d-live${live ? '' : ' d-down'}`}>
          <span class="d-dot" aria-hidden="true" />
          {live ? 'Live' : 'Not live'}
        </span>
        <strong class="d-clock">{formats.time(now)}</strong>
        <span class="d-who">
          <Button kind="quiet" size="small" onClick={() => setAsked(true)}>
            {me.name}, {roleWord(role)}
          </Button>
        </span>
        <SignOutButton session={board.session} quiet />
      </header>
      <Dialog open={asked} title="Two-step sign-in" onClose={() => setAsked(false)}>
        <OwnTwoStep session={board.session} me={me} />
      </Dialog>
    </>
  );
}
