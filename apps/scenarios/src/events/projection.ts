import type { EventMap, EventName } from '@curbstop/contracts';
import type { ClauseId, Instant } from '@curbstop/policy';
import type { Happened } from '../happened.ts';

/** Names of the scenario for the numbers in the journal, and what earlier rows told. */
export interface Names {
  bill(billId: number): Promise<string>;
  /** The order as it was when it was made; null for one that the journal has not told of. */
  order(orderId: number): { readonly kind: string; readonly unit: number | null; readonly due: string } | null;
  keepOrder(orderId: number, each: { readonly kind: string; readonly unit: number | null; readonly due: string }): void;
  /** True the first time it is asked with a key: what the system repeats (a command sent again) is told once. */
  first(key: string): boolean;
  /** What a row told that a later one does not repeat (when a task is due). */
  remember(key: string, value: unknown): void;
  remembered(key: string): unknown;
}

/** A row of the journal with the facts of its event. */
export interface Told<E extends EventName> {
  readonly facts: EventMap[E];
  readonly clause: ClauseId | null;
  readonly at: Instant;
}

/** What a row is in the scenario's words: its event and fields, or nothing when scenarios do not tell of it. */
export type Projected = Pick<Happened, 'event' | 'fields'> | null;
export type Projector<E extends EventName> = (row: Told<E>, names: Names) => Projected | Promise<Projected>;
export type Projectors = { readonly [E in EventName]?: Projector<E> };
