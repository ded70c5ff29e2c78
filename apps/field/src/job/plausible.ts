import type { Dial } from '@curbstop/policy';
import { DAY_MS, METRIC_DIAL, dialCapacity, dialRefusal, dialWords, litersOfDial, passedWords } from '@curbstop/policy';

/** What is odd about a reading; `null` when nothing is. */
export type Oddity =
  | { readonly kind: 'form'; readonly says: string }
  | { readonly kind: 'lower'; readonly says: string }
  | { readonly kind: 'higher'; readonly says: string };

/** Above this a day a home has a burst pipe, or the dial was misread: about four times a usual home. */
const LITERS_A_DAY = 3_000;
/** A short time since the last read must not make every reading odd. */
const LITERS_AT_LEAST = 20_000;

/** The dial of a job; one that an older version of this app kept says nothing of it, and was read in cubic meters. */
export function dialOfJob(job: { readonly dial: Dial | null }): Dial {
  return job.dial ?? METRIC_DIAL;
}

/** The register as it is sent: without a point that nothing follows, without leading zeros. */
export function tidyRegister(typed: string): string {
  const [whole = '', part = ''] = typed.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  return part === '' ? digits : `${digits}.${part}`;
}

/**
 * Compares a reading with the last one the city has. `at` and `now` are the city's moments. An odd reading may be
 * right (a leak, a new register): it is asked for again, never refused. A dial in its last tenth may have come round.
 */
export function oddity(
  typed: string,
  last: { readonly register: string; readonly at: number } | null,
  now: number,
  dial: Dial,
): Oddity | null {
  const register = tidyRegister(typed);
  const form = dialRefusal(typed.replace(/\.$/, ''), dial);
  if (form !== null) return { kind: 'form', says: form };
  // The last reading may be of a dial that this one was set in place of.
  if (last === null || dialRefusal(last.register, dial) !== null) return null;
  const [here, before] = [litersOfDial(register, dial), litersOfDial(last.register, dial)];
  const most = Math.max(LITERS_AT_LEAST, (Math.max(0, now - last.at) / DAY_MS) * LITERS_A_DAY);
  const lastWords = dialWords(last.register, dial);
  if (here < before) {
    const capacity = dialCapacity(dial);
    if (before * 10 >= capacity * 9 && here + capacity - before <= most) return null;
    return { kind: 'lower', says: `That is lower than ${lastWords}, the last reading. Readings can’t go down.` };
  }
  const used = here - before;
  if (used <= most) return null;
  return {
    kind: 'higher',
    says: `That is ${passedWords(used, dial)} more than ${lastWords}, the last reading: far more than a home uses.`,
  };
}
