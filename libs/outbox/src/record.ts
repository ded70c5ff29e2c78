import type { CrewAction, CrewActionResult } from '@curbstop/contracts';

/** An action as the screens make it; the outbox gives it its id, its place in the queue and its time. */
export type ActionDraft = CrewAction extends infer One
  ? One extends CrewAction
    ? Omit<One, 'id' | 'seq' | 'deviceAt'>
    : never
  : never;

/**
 * `pending` was never handed to the network. `sent` was, and nobody knows whether the server acted: it goes
 * again under the same id. `answered` is a refusal that the crew has not seen yet.
 */
export type RecordState = 'pending' | 'sent' | 'answered';

/** One action on its way to the server. */
export interface OutboxRecord {
  readonly action: CrewAction;
  /** The crew that did it. It is sent only while that crew is signed in. */
  readonly crewId: number;
  readonly state: RecordState;
  /** How many times it was handed to the network. */
  readonly tries: number;
  /** The refusal, while `answered`. */
  readonly result: CrewActionResult | null;
}

/** Written once the store was set up; its absence beside a witness means that the browser emptied the store. */
export interface Marker {
  readonly madeAt: number;
  /** Highest place ever given; places are never given twice. */
  readonly lastSeq: number;
}

/** What the store held when it was found emptied. */
export interface Loss {
  readonly lastSeq: number;
  /** Actions that waited when the witness last looked. */
  readonly waiting: number;
}

export function isWaiting(record: OutboxRecord): boolean {
  return record.state !== 'answered';
}

export function bySeq(a: OutboxRecord, b: OutboxRecord): number {
  return a.action.seq - b.action.seq;
}

/** The record as it must stand before it is handed to the network. */
export function markSent(record: OutboxRecord): OutboxRecord {
  return { ...record, state: 'sent', tries: record.tries + 1 };
}

/** The record with the server's refusal, kept until the crew has seen it. The job, with its customer, is not kept here. */
export function markRefused(record: OutboxRecord, result: CrewActionResult): OutboxRecord {
  return { ...record, state: 'answered', result: { ...result, job: null } };
}

/** The record as if its answer had not been heard. */
export function withoutAnswer(record: OutboxRecord): OutboxRecord {
  return { ...record, state: 'sent', result: null };
}
