import { crewActionResults } from '@curbstop/contracts';
import type { SendOutcome, Send } from '@curbstop/outbox';
import { NoAnswer, Problem, Unreadable } from '@curbstop/ui';
import type { Api } from '@curbstop/ui';

const detailOf = (problem: Problem): string => {
  const fields = problem.fields.map(({ field, says }) => `${field}: ${says}`).join(' ');
  return [problem.detail ?? `${problem.title}.`, fields].filter((part) => part !== '').join(' ');
};

/** What a failed sending means for the queue. Anything else is a defect and rises. */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof NoAnswer) return { kind: 'no-answer' };
  // A captive portal's page is no answer of ours.
  if (error instanceof Unreadable) return { kind: 'server-trouble', says: 'Something other than the server answered.' };
  if (!(error instanceof Problem)) throw error;
  if (error.status === 401) return { kind: 'signed-out' };
  if (error.status === 403) return { kind: 'not-allowed', says: detailOf(error) };
  if (error.status >= 500 || error.status === 429 || error.status === 408)
    return { kind: 'server-trouble', says: detailOf(error) };
  return { kind: 'unacceptable', says: detailOf(error) };
}

/** Sends a batch to `POST /api/crew/actions`. */
export function sendActions(api: Api): Send {
  return async (actions) => {
    try {
      const { results } = await api.post('/api/crew/actions', { actions }, crewActionResults, { timeoutMs: 15_000 });
      return { kind: 'answered', results };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}
