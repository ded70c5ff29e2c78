import '@curbstop/ui/tokens.css';
import '@curbstop/ui/components.css';
import './desk.css';
import './shell/nav.css';
import './shell/parts.css';
import './batches/batches.css';
import './requests/requests.css';
import './requests/requests-of-accounts.css';
import './assistance/assistance.css';
import './money/money.css';
import { startTheme } from '@curbstop/ui';
import { render } from 'preact';
import { App } from './app.tsx';
import { createDesk } from './desk.ts';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no place for the desk.');
const themes = startTheme('auto');
render(<App parts={createDesk()} themes={themes} />, root);
