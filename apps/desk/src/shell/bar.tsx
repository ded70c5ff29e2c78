import { Brand, cityFormats, useNow, useObservable } from '@curbstop/ui';
import type { ThemeSwitch } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import type { Route } from '../routes.ts';
import { FindBox } from '../search/find-box.tsx';
import { Menu } from './menu.tsx';
import { Nav } from './nav.tsx';

/** The staff bar: where one is, the find box, who is signed in, and the city's date and hour. */
export function Bar({ route, themes }: { route: Route; themes: ThemeSwitch }): VNode {
  const { session, clock } = useDesk();
  const state = useObservable(session.state);
  const time = useObservable(clock.time);
  const now = useNow(clock, 5_000);
  if (state.phase !== 'in') return <></>;
  const { me } = state;
  return (
    <header class="cs-bar desk-bar">
      <Brand />
      <Nav route={route} me={me} />
      <FindBox />
      <span class="desk-who">
        <Menu me={me} session={session} themes={themes} />
        <span class="cs-muted">
          {time.turning ? 'Turning: ' : ''}
          <time dateTime={new Date(now).toISOString()}>{cityFormats(time.timeZone).dayTime(now)}</time>
        </span>
      </span>
    </header>
  );
}
