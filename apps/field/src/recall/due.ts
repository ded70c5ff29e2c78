import type { CrewAction, CrewJob, Recall } from '@curbstop/contracts';

/** A job whose recall the crew has to answer. */
export interface Recalled {
  readonly job: CrewJob;
  readonly recall: Recall;
  /** When it reached this tablet, city time. */
  readonly heardAt: number;
}

/** One recall of one order; the same order may be called off again another day. */
export function recallKey(orderId: number, recall: Recall): string {
  return `${orderId}/${recall.at}`;
}

/** Recalls that stand after a job was heard of: added when new, dropped when the server has the answer. */
export function afterJob(
  standing: readonly Recalled[],
  job: CrewJob,
  answered: ReadonlySet<string>,
  now: number,
): Recalled[] {
  const others = standing.filter((one) => one.job.orderId !== job.orderId);
  const { recall } = job;
  if (!recall || recall.answered !== null || answered.has(recallKey(job.orderId, recall))) return others;
  const known = standing.find((one) => one.job.orderId === job.orderId && one.recall.at === recall.at);
  return [...others, { job, recall, heardAt: known?.heardAt ?? now }];
}

/** The recall to show now, the oldest first; what is answered and only waits to be sent is not shown again. */
export function recallDue(standing: readonly Recalled[], waiting: readonly CrewAction[]): Recalled | null {
  const answered = new Set(waiting.filter((action) => action.type === 'recall-seen').map((action) => action.orderId));
  const due = standing.filter((one) => !answered.has(one.job.orderId));
  return due.sort((a, b) => a.recall.at - b.recall.at)[0] ?? null;
}
