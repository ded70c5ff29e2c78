import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from './person.ts';
import { within } from './within.ts';

/** One question waits no longer for its answer, in milliseconds; then it is asked again, as a client does. */
const ANSWER_WITHIN_MS = 15_000;

/**
 * Does it until it is answered, as a client does that must know: no answer and a server in trouble are asked again, a
 * refusal is an answer. What is asked must bear being asked twice.
 */
export async function patiently<T>(what: string, work: () => Promise<T>, withinMs = 240_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await within(ANSWER_WITHIN_MS, work(), () => `No answer within ${ANSWER_WITHIN_MS} ms: ${what}.`);
    } catch (error) {
      if (error instanceof Refusal && error.problem.status < 500) throw error;
      if (performance.now() > end) {
        const last = error instanceof Error ? error.message : String(error);
        throw new Error(`It did not happen within ${withinMs} ms: ${what}. Last: ${last}`, { cause: error });
      }
    }
    await pause(50);
  }
}
