import type { CrewAction, CrewJob } from '@curbstop/contracts';
import { after, isWithCrew } from '@curbstop/work-orders';
import type { OrderStep } from '@curbstop/work-orders';

/** A job as the crew sees it: with what it did and the server has not answered yet. */
export interface Stop {
  readonly job: CrewJob;
  /** Something of this job still waits to be sent. */
  readonly unsent: boolean;
  /** Its customer says that it is paid, and the cashier has not answered: it waits, and the crew goes on. */
  readonly waitsForCashier: boolean;
}

const asksCashier = (action: CrewAction): boolean =>
  action.type === 'cannot-complete' && action.reason === 'customer-says-paid';

function stepOf(action: CrewAction): OrderStep | null {
  switch (action.type) {
    case 'depart':
    case 'arrive':
    case 'complete':
      return action.type;
    case 'cannot-complete':
      return asksCashier(action) ? 'park' : 'cannot';
    case 'recall-delivered':
    case 'recall-seen':
      return null;
  }
}

/** The jobs with the waiting actions carried out on them, by the same table as the server's. */
export function stopsOf(jobs: readonly CrewJob[], waiting: readonly CrewAction[]): Stop[] {
  return jobs
    .map((job) => {
      const own = waiting.filter((action) => action.orderId === job.orderId);
      const state = own.reduce((before, action) => {
        const orderStep = stepOf(action);
        return (orderStep && after(before, orderStep)) ?? before;
      }, job.state);
      const asked = job.parked != null && job.parked.answer === null;
      return {
        job: { ...job, state },
        unsent: own.length > 0,
        waitsForCashier: isWithCrew(state) && (asked || own.some(asksCashier)),
      };
    })
    .sort((a, b) => a.job.sequence - b.job.sequence || a.job.orderId - b.job.orderId);
}

export interface DayStops {
  /** The one to do now: where the crew is, or is going, else the first of the route. */
  readonly next: Stop | null;
  /** The others to do, in the route's order. */
  readonly later: readonly Stop[];
  /** Finished, not possible, or called off. */
  readonly over: readonly Stop[];
}

const URGENCY: Partial<Record<CrewJob['state'], number>> = { 'on-site': 0, 'en-route': 1 };

/** Sorts the day into now, later and over. A stop that was skipped goes behind the others until it is begun; one that waits for the cashier is never next. */
export function sortStops(stops: readonly Stop[], skipped: ReadonlySet<number> = new Set()): DayStops {
  const open = stops.filter(({ job }) => isWithCrew(job.state) && !job.recall);
  const rank = ({ job }: Stop): number => (skipped.has(job.orderId) ? 3 : (URGENCY[job.state] ?? 2));
  const ordered = open.filter((stop) => !stop.waitsForCashier).sort((a, b) => rank(a) - rank(b));
  const next = ordered[0] ?? null;
  return {
    next,
    later: open.filter((stop) => stop !== next),
    over: stops.filter((stop) => !open.includes(stop)),
  };
}

/** `4 done, 1 could not, 1 called off`; empty while nothing is over. */
export function overWords(over: readonly Stop[]): string {
  const count = (test: (job: CrewJob) => boolean): number => over.filter(({ job }) => test(job)).length;
  const parts = [
    [count((job) => job.state === 'completed'), 'done'],
    [count((job) => job.state === 'cannot-complete'), 'could not'],
    [count((job) => job.state !== 'completed' && job.state !== 'cannot-complete'), 'called off'],
  ] as const;
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join(', ');
}

const EARTH_M = 6_371_000;

/** Metres between two places, as the crow flies. */
export function metresBetween(
  a: { readonly lat: number; readonly lon: number },
  b: { readonly lat: number; readonly lon: number },
): number {
  const rad = Math.PI / 180;
  const x = (b.lon - a.lon) * rad * Math.cos(((a.lat + b.lat) / 2) * rad);
  return Math.round(Math.hypot(x, (b.lat - a.lat) * rad) * EARTH_M);
}
