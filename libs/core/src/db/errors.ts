import type { OrderChange } from '@curbstop/contracts';
import type { ClauseId } from '@curbstop/policy';

/** The policy, or the state of a record, says no. It is an answer, not a fault. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly says: string,
    readonly clauses: readonly ClauseId[] = [],
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(says);
  }
}

export class NotFound extends Error {
  override readonly name = 'NotFound';
  constructor(readonly says: string) {
    super(says);
  }
}

/** A field holds what it may not. */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  constructor(
    readonly field: string,
    readonly says: string,
  ) {
    super(`${field}: ${says}`);
  }
}

/** Someone changed the record first: `changed` says who, when and into what, where that is known. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  constructor(
    readonly says: string,
    readonly changed: OrderChange | null = null,
  ) {
    super(says);
  }
}
