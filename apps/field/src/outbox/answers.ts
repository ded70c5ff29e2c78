import type { CrewAction, CrewActionResult } from '@curbstop/contracts';
import { observable } from '@curbstop/ui';
import type { Observable } from '@curbstop/ui';
import { z } from 'zod';
import type { Kept } from '../tablet/kept.ts';
import type { Saving } from '../tablet/saving.ts';

const answer = z.object({ id: z.string(), orderId: z.int(), says: z.string(), clauses: z.array(z.string()) });
/** An answer that the crew must act on, although nothing was refused. */
export type Answer = z.infer<typeof answer>;

/**
 * Whether an accepted action leaves the crew something to do: the valve was closed, and the order had been called
 * off meanwhile or the permit was not good. The city then says which order opens it again.
 */
export function asksForMore(action: CrewAction, { result, job }: CrewActionResult): boolean {
  if (result === 'refused') return false;
  if (action.type === 'recall-seen') return action.valve === 'closed';
  return action.type === 'complete' && job?.state !== 'completed';
}

/** Such answers, kept until the crew has read them. */
export interface Answers {
  readonly open: Observable<readonly Answer[]>;
  restore(): Promise<void>;
  forget(): void;
  hear(action: CrewAction, result: CrewActionResult): void;
  read(id: string): void;
}

const KEY = 'answers';

export function createAnswers(kept: Kept, saving: Saving): Answers {
  const open = observable<readonly Answer[]>([]);
  const set = (next: readonly Answer[]): void => {
    open.set(next);
    saving.save(() => kept.put(KEY, next));
  };
  return {
    open,
    async restore() {
      open.set((await kept.get(KEY, z.array(answer))) ?? []);
    },
    forget() {
      open.set([]);
    },
    hear(action, result) {
      if (!asksForMore(action, result)) return;
      const { id, says, clauses } = result;
      set([...open.get().filter((one) => one.id !== id), { id, orderId: action.orderId, says, clauses }]);
    },
    read(id) {
      set(open.get().filter((one) => one.id !== id));
    },
  };
}
