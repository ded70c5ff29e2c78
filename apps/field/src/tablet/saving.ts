import { StorageFull } from '@curbstop/outbox';
import { observable } from '@curbstop/ui';
import type { Observable } from '@curbstop/ui';

/** Saves one after the other, and says when one failed: what is on the screen is then not on the tablet. */
export interface Saving {
  /** Null while everything is saved, else why it is not. */
  readonly trouble: Observable<string | null>;
  save(work: () => Promise<void>): void;
  /** Resolves when everything asked for until now was tried. */
  settled(): Promise<void>;
}

export function createSaving(): Saving {
  const trouble = observable<string | null>(null);
  let last: Promise<void> = Promise.resolve();
  return {
    trouble,
    save(work) {
      last = last.then(work).then(
        () => trouble.set(null),
        (error: unknown) => trouble.set(sayWhy(error)),
      );
    },
    settled: () => last,
  };
}

/** Why something could not be kept, for the crew. */
export function sayWhy(error: unknown): string {
  // What could not be queued did not happen, and can be pressed again.
  if (error instanceof StorageFull) return `${error.message} Make room, then press again.`;
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return 'This tablet has no storage left. What you enter now is not kept over a restart.';
  }
  return `This tablet could not save: ${error instanceof Error ? error.message : String(error)}`;
}
