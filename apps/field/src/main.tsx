import '@curbstop/ui/tokens.css';
import '@curbstop/ui/components.css';
import '@curbstop/ui/map.css';
import './styles/shell.css';
import './styles/stops.css';
import './styles/job.css';
import './styles/job-small.css';
import './styles/outbox.css';
import './styles/recall.css';
import { Failed } from '@curbstop/ui';
import { render } from 'preact';
import { App } from './app.tsx';
import { startLook } from './shell/look.ts';
import { watchForUpdates } from './shell/update.ts';
import { runTablet } from './tablet/run.ts';
import { assembleTablet } from './tablet/tablet.ts';

async function start(root: Element): Promise<void> {
  const look = startLook(localStorage);
  const tablet = await assembleTablet();
  addEventListener('unhandledrejection', ({ reason }) => tablet.onError(reason));
  runTablet(tablet);
  render(<App tablet={tablet} look={look} update={watchForUpdates(tablet.onError)} />, root);
}

const root = document.getElementById('app');
if (!root) throw new Error('The page has no place for the app.');
start(root).catch((error: unknown) => {
  // Private windows and full disks: without storage nothing a crew does would be safe, so nothing is offered.
  console.error(error);
  const says = error instanceof Error ? error.message : String(error);
  render(
    <Failed title="This tablet cannot keep anything" onRetry={() => location.reload()}>
      The browser gave no storage ({says}). Nothing was lost by this page.
    </Failed>,
    root,
  );
});
