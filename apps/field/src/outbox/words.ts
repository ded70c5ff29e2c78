import { CANNOT_REASONS } from '@curbstop/contracts';
import type { CrewAction } from '@curbstop/contracts';
import type { OutboxView } from '@curbstop/outbox';
import { count } from '@curbstop/ui';

/** What an action was, as the crew would say it. */
export function actionWords(action: CrewAction): string {
  switch (action.type) {
    case 'depart':
      return 'set out';
    case 'arrive':
      return 'arrived';
    case 'complete': {
      const { valve, register } = action.evidence;
      const deed = valve === 'closed' ? 'turned off' : valve === 'open' ? 'turned on' : 'done';
      return register === null ? deed : `${deed}, read ${register}`;
    }
    case 'cannot-complete':
      return `could not: ${CANNOT_REASONS[action.reason].toLowerCase()}`;
    case 'recall-delivered':
      return 'recall reached the tablet';
    case 'recall-seen':
      return `recall answered: valve ${action.valve}`;
  }
}

/** Why the queue does not move, and what happens next. */
export function troubleWords(view: OutboxView, crewId: number | null): string | null {
  const others = crewId === null ? 0 : view.waiting.filter((record) => record.crewId !== crewId).length;
  switch (view.trouble?.kind) {
    case 'no-answer':
      return 'Safe on this tablet. Sends by itself when the network is back.';
    case 'server-trouble':
      return `Safe on this tablet. The server could not take it: ${view.trouble.says}`;
    case 'signed-out':
      return 'Safe on this tablet. Sign in, and it sends by itself.';
    case 'not-allowed':
      return `Safe on this tablet, but the server does not take it from this sign-in: ${view.trouble.says}`;
    case undefined:
      return others > 0 ? `${count(others, 'action')} of another crew wait for that crew to sign in.` : null;
  }
}
