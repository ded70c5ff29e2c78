import { crewToday } from '@curbstop/contracts';
import type { CrewJob, CrewToday } from '@curbstop/contracts';
import { NoAnswer, observable, Problem, Unreadable } from '@curbstop/ui';
import type { Api, Observable } from '@curbstop/ui';
import type { Kept } from '../tablet/kept.ts';
import type { Saving } from '../tablet/saving.ts';

export interface DayState {
  readonly today: CrewToday | null;
  /** The list is being fetched for the first time, or was never fetched. */
  readonly loading: boolean;
  /** Why the last fetch failed, when it was not the network. */
  readonly problem: string | null;
}

/** The crew's day: kept on the tablet, fetched when the network is there, corrected by the live feed. */
export interface Day {
  readonly state: Observable<DayState>;
  restore(): Promise<void>;
  fetch(): Promise<void>;
  /** A job as the server says it stands now. */
  hear(job: CrewJob): void;
  /** The job is no longer this crew's. */
  gone(orderId: number): void;
  /** Leaves nothing of the day in memory, and hears of no job until it is taken up again by `begin`. */
  forget(): void;
  begin(): void;
}

export interface DaySettings {
  readonly api: Api;
  readonly kept: Kept;
  readonly saving: Saving;
  /** Every job that is heard of, by whatever way. */
  readonly onJob: (job: CrewJob) => void;
}

const KEY = 'today';

export function createDay({ api, kept, saving, onJob }: DaySettings): Day {
  const state = observable<DayState>({ today: null, loading: true, problem: null });
  let fetching: Promise<void> | null = null;
  /** Counts the days forgotten: an answer to an earlier one is nobody's. */
  let forgotten = 0;
  let begun = true;

  function take(today: CrewToday): void {
    state.set({ today, loading: false, problem: null });
    saving.save(() => kept.put(KEY, today));
    for (const job of today.jobs) onJob(job);
  }
  function change(jobs: (jobs: readonly CrewJob[]) => CrewJob[]): void {
    const { today } = state.get();
    if (!today) return;
    const next = { ...today, jobs: jobs(today.jobs) };
    state.set({ ...state.get(), today: next });
    saving.save(() => kept.put(KEY, next));
  }
  async function ask(): Promise<void> {
    const asked = forgotten;
    try {
      const today = await api.get('/api/crew/day', crewToday);
      if (asked === forgotten) take(today);
    } catch (error) {
      if (asked !== forgotten) return;
      const before = state.get();
      if (error instanceof NoAnswer) state.set({ ...before, loading: false });
      else if (error instanceof Problem || error instanceof Unreadable) {
        state.set({ ...before, loading: false, problem: error.message });
      } else throw error;
    }
  }
  return {
    state,
    async restore() {
      const today = await kept.get(KEY, crewToday);
      const before = state.get();
      // What was fetched meanwhile, or kept by another page, may be newer.
      if (!today || (before.today && before.today.now > today.now)) return;
      state.set({ today, loading: before.today === null, problem: before.problem });
    },
    fetch() {
      if (fetching) return fetching;
      const mine = ask().finally(() => {
        if (fetching === mine) fetching = null;
      });
      fetching = mine;
      return mine;
    },
    hear(job) {
      if (!begun) return;
      onJob(job);
      change((jobs) => {
        const known = jobs.find((one) => one.orderId === job.orderId);
        // The live feed and an answer may cross: what is older is not news.
        if (known && known.version > job.version) return [...jobs];
        return [...jobs.filter((one) => one.orderId !== job.orderId), job];
      });
    },
    gone(orderId) {
      change((jobs) => jobs.filter((job) => job.orderId !== orderId));
    },
    forget() {
      forgotten += 1;
      begun = false;
      fetching = null;
      state.set({ today: null, loading: true, problem: null });
    },
    begin() {
      begun = true;
    },
  };
}
