import type { Cents, Day, Instant } from '@curbstop/policy';
import type { ScenarioEventName } from './read/events.ts';

/** A field of an event: cents for money, a moment or a day for `when`, as `read/events.ts` says. */
export type FieldValue = string | number | boolean | null | readonly string[] | Cents | Day | Instant;

/** One thing that the system recorded, in the words of the scenarios. */
export interface Happened {
  readonly at: Instant;
  /** Null for what is the whole city's. */
  readonly account: string | null;
  readonly event: ScenarioEventName;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** What it was told from, for whoever asks why. */
  readonly source: {
    readonly journal: string | null;
    readonly says: string;
    readonly facts: Readonly<Record<string, unknown>>;
  };
}
