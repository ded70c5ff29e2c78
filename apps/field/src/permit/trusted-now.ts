/** What tells the time that a permit is measured with. All city time, epoch ms. */
export interface TimeWitnesses {
  /** By the clock that runs with the page; it may stand still while the tablet sleeps. */
  readonly steady: number;
  /** By the tablet's own clock; its user may set it. */
  readonly wall: number;
  /** The latest moment this tablet ever knew. */
  readonly latest: number;
  /** The server was heard by this page. */
  readonly heard: boolean;
}

/** Clocks differ by a little; more than this backwards means that somebody set one back, ms. */
const SLACK_MS = 5_000;

/**
 * The moment that a permit is measured with: the latest of all witnesses, so that neither sleep nor a clock set back
 * makes a permit live longer. Null when the tablet's own clock says less than what is known to have passed, and no
 * server has set it right.
 */
export function trustedNow({ steady, wall, latest, heard }: TimeWitnesses): number | null {
  if (!heard && wall < latest - SLACK_MS) return null;
  return Math.max(steady, wall, heard ? steady : latest);
}
