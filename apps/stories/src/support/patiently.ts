import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from './person.ts';

/**
 * Does it until it is answered, as a client does that must know: no answer and a server in trouble are asked again, a
 * refusal is an answer. What is asked must bear being asked twice.
 */
export async function patiently<T>(what: string, work: () => Promise<T>, withinMs = 30_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal && error.problem.status < 500) throw error;
      if (performance.now() > end)
        throw new Error(`It did not happen within ${withinMs} ms: ${what}.`, { cause: error });
    }
    await pause(50);
  }
}
