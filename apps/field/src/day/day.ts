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
  /** Asks for the list, also while an older answer is on its way: the latest that was asked for stays. */
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

/** Of two states of one job. */
const newer = (known: CrewJob | undefined, job: CrewJob): CrewJob =>
  known && known.version > job.version ? known : job;

export function createDay({ api, kept, saving, onJob }: DaySettings): Day {
  const state = observable<DayState>({ today: null, loading: true, problem: null });
  let asks = 0;
  /** The ask whose answer is shown. */
  let shown = 0;
  let news = 0;
  /** What was told of each job last, null when it is gone, and as which piece of news: an answer may be older. */
  const told = new Map<number, { readonly job: CrewJob | null; readonly nth: number }>();
  /** Counts the days forgotten: an answer to an earlier one is nobody's. */
  let forgotten = 0;
  let begun = true;

  const knownJob = (orderId: number): CrewJob | undefined =>
    state.get().today?.jobs.find((job) => job.orderId === orderId);
  const tell = (orderId: number, job: CrewJob | null): void => {
    news += 1;
    told.set(orderId, { job, nth: news });
  };

  /** Takes a whole list. What was told since it was asked for stays: a stop, a recall, a job that is gone. */
  function take(answer: CrewToday, newsBefore: number): void {
    const jobs = new Map(answer.jobs.map((job) => [job.orderId, job]));
    for (const [orderId, { job, nth }] of told) {
      if (nth <= newsBefore) continue;
      if (job === null) jobs.delete(orderId);
      else jobs.set(orderId, newer(job, jobs.get(orderId) ?? job));
    }
    const today = { ...answer, jobs: [...jobs.values()] };
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
  async function fetch(): Promise<void> {
    const day = forgotten;
    const newsBefore = news;
    asks += 1;
    const mine = asks;
    const late = (): boolean => day !== forgotten || mine < shown;
    try {
      const today = await api.get('/api/crew/day', crewToday);
      if (late()) return;
      shown = mine;
      take(today, newsBefore);
    } catch (error) {
      if (late()) return;
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
      const jobs = today.jobs.map((job) => newer(knownJob(job.orderId), job));
      state.set({ today: { ...today, jobs }, loading: before.today === null, problem: before.problem });
    },
    fetch,
    hear(job) {
      if (!begun) return;
      // The live feed and an answer may cross: what is older is not news, and must not take a recall off the screen.
      const known = knownJob(job.orderId) ?? told.get(job.orderId)?.job;
      if (known && known.version > job.version) return;
      tell(job.orderId, job);
      onJob(job);
      change((jobs) => [...jobs.filter((one) => one.orderId !== job.orderId), job]);
    },
    gone(orderId) {
      tell(orderId, null);
      change((jobs) => jobs.filter((job) => job.orderId !== orderId));
    },
    forget() {
      forgotten += 1;
      begun = false;
      told.clear();
      state.set({ today: null, loading: true, problem: null });
    },
    begin() {
      begun = true;
    },
  };
}
