import { PARK_ANSWERS } from '@curbstop/contracts';
import type { CrewJob } from '@curbstop/contracts';
import { observable } from '@curbstop/ui';
import type { Observable } from '@curbstop/ui';
import { z } from 'zod';
import type { Kept } from '../tablet/kept.ts';
import type { Saving } from '../tablet/saving.ts';

/** What the cashier found about a stop whose customer said that it is paid, for the crew. */
export interface CashierAnswer {
  readonly key: string;
  readonly orderId: number;
  readonly message: string;
}

/** The answers on the list. A stop that is paid is called off, and its STOP says so: it is not told twice. */
export function cashierAnswers(jobs: readonly CrewJob[], read: ReadonlySet<string>): CashierAnswer[] {
  return jobs.flatMap(({ orderId, address, parked, recall }) => {
    const answer = parked?.answer;
    if (!answer || recall) return [];
    const key = `${orderId}/${answer.at}`;
    if (read.has(key)) return [];
    const words = [`${address}: ${PARK_ANSWERS[answer.found]}`, answer.message.trim(), `(${answer.by})`];
    return [{ key, orderId, message: words.filter((part) => part !== '').join(' ') }];
  });
}

/** Which answers the crew has read. */
export interface CashierRead {
  readonly read: Observable<ReadonlySet<string>>;
  restore(): Promise<void>;
  forget(): void;
  dismiss(key: string): void;
}

const KEY = 'cashier-read';

export function createCashierRead(kept: Kept, saving: Saving): CashierRead {
  const read = observable<ReadonlySet<string>>(new Set());
  return {
    read,
    async restore() {
      read.set(new Set((await kept.get(KEY, z.array(z.string()))) ?? []));
    },
    forget() {
      read.set(new Set());
    },
    dismiss(key) {
      const next = new Set(read.get()).add(key);
      read.set(next);
      saving.save(() => kept.put(KEY, [...next]));
    },
  };
}
