import type { Loss, OutboxRecord } from './record.ts';

/** Why nothing goes out now, although something waits. */
export type Trouble =
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'server-trouble'; readonly says: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'not-allowed'; readonly says: string };

/** What the screens show of the queue. */
export interface OutboxView {
  /** Not answered yet, oldest first, of every crew that used this tablet. */
  readonly waiting: readonly OutboxRecord[];
  /** Refused, and not yet seen by the crew. */
  readonly refused: readonly OutboxRecord[];
  readonly sending: boolean;
  readonly trouble: Trouble | null;
  /** When it is tried again by itself, in the given clock's milliseconds. */
  readonly nextTryAt: number | null;
  /** The last action could not be saved for want of room. */
  readonly full: boolean;
  /** The browser emptied the store: what waited then is gone from this tablet. */
  readonly loss: Loss | null;
}

export const EMPTY_VIEW: OutboxView = {
  waiting: [],
  refused: [],
  sending: false,
  trouble: null,
  nextTryAt: null,
  full: false,
  loss: null,
};
