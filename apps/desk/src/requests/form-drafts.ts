import { z } from 'zod';
import type { Values } from './form.ts';

const draft = z.object({
  /** Made once when the form is opened; each sending carries it, so that it counts once. */
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.boolean()])),
  /** It was sent, and no answer came. */
  sent: z.boolean(),
});
export type Draft = z.infer<typeof draft>;

/** Forms that were begun and not sent, or sent and not answered. They outlive a reload of the page, never the session. */
export interface FormDrafts {
  find(accountId: number, request: string): Draft | null;
  keep(accountId: number, request: string, each: Draft): void;
  drop(accountId: number, request: string): void;
  /** The session is over: what was typed is of another's customers. */
  forget(): void;
}

const PREFIX = 'curbstop.form.';
const name = (accountId: number, request: string): string => `${PREFIX}${accountId}.${request}`;

export function createFormDrafts(store: Storage): FormDrafts {
  return {
    find(accountId, request) {
      const text = store.getItem(name(accountId, request));
      if (text === null) return null;
      try {
        return draft.parse(JSON.parse(text));
      } catch (error) {
        // Of an older page: it cannot be filled in again.
        if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
        throw error;
      }
    },
    keep: (accountId, request, each) => store.setItem(name(accountId, request), JSON.stringify(each)),
    drop: (accountId, request) => store.removeItem(name(accountId, request)),
    forget() {
      const names = Array.from({ length: store.length }, (_, nth) => store.key(nth));
      for (const each of names) if (each?.startsWith(PREFIX)) store.removeItem(each);
    },
  };
}

/** What was kept of a form laid over an empty one; fields that it has no more are left out. */
export function refilled<V extends Values>(empty: V, kept: Values): V {
  const same = Object.entries(kept).filter(([field, value]) => typeof empty[field] === typeof value);
  return { ...empty, ...Object.fromEntries(same) };
}
