import '@curbstop/ui/tokens.css';
import '@curbstop/ui/components.css';
import '@curbstop/ui/map.css';
import './dispatch.css';
import { cityClock } from '@curbstop/contracts';
import { createApi, createScreenClock, createSession, startTheme } from '@curbstop/ui';
import type { Api, Session } from '@curbstop/ui';
import { render } from 'preact';
import { App } from './app.tsx';

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no place for the app.');

const theme = startTheme('auto');
const session: Session = createSession((): Api => api);
const api = createApi({ onSignedOut: () => session.ended(), turn: () => session.turn() });
const clock = createScreenClock({
  ask: () => api.get('/api/clock', cityClock),
  timeZone: 'America/Los_Angeles',
  store: localStorage,
});
void session.ask();
render(<App api={api} clock={clock} session={session} theme={theme} />, root);
