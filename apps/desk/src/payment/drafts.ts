import { z } from 'zod';

/** What stands in an opened payment form. */
export const paymentForm = z.object({
  /** Made once when the form is opened; every sending of this form carries it, so that it counts once (J.2). */
  key: z.string(),
  /** As typed, in dollars. */
  amount: z.string(),
  method: z.string(),
  channel: z.string(),
  reference: z.string(),
});
export type PaymentForm = z.infer<typeof paymentForm>;

/** Payments that were sent and not answered. They outlive the dialog and a reload of the page, never the browser tab. */
export interface Drafts {
  find(accountId: number): PaymentForm | null;
  keep(accountId: number, form: PaymentForm): void;
  drop(accountId: number): void;
}

const PREFIX = 'curbstop.payment.';

export function createDrafts(store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Drafts {
  return {
    find(accountId) {
      const text = store.getItem(`${PREFIX}${accountId}`);
      if (text === null) return null;
      try {
        return paymentForm.parse(JSON.parse(text));
      } catch (error) {
        // An older page's form: it cannot be sent again, and must not stand in the way of a new one.
        if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
        throw error;
      }
    },
    keep(accountId, form) {
      store.setItem(`${PREFIX}${accountId}`, JSON.stringify(form));
    },
    drop(accountId) {
      store.removeItem(`${PREFIX}${accountId}`);
    },
  };
}
