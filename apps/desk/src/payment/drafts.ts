import { z } from 'zod';

/** What stands in an opened payment form: texts as typed; empty is what was not told. */
export const paymentForm = z.object({
  /** Made once when the form is opened; every sending of this form carries it, so that it counts once (J.2). */
  key: z.string(),
  /** As typed, in dollars. */
  amount: z.string(),
  method: z.string(),
  channel: z.string(),
  reference: z.string(),
  /** J.1: of a card. */
  brand: z.string(),
  /** What the payer says it is for; empty for the policy's order. */
  purpose: z.string(),
  /** J.3: when a transfer reaches the bank. */
  valueDate: z.string(),
  /** J.2.a: when Finance has it. */
  forwardedOn: z.string(),
  /** J.5: who counted the cash of the drop box too. */
  countedBy: z.string(),
  /** J.2.a: a supervisor dates it back, to a day and with a reason. */
  datedBack: z.boolean(),
  backTo: z.string(),
  backWhy: z.string(),
  /** J.1: the amount once more, where it is far above what is owed. */
  amountAgain: z.string().default(''),
  /** Cash that was handed over. */
  tendered: z.string().default(''),
});
export type PaymentForm = z.infer<typeof paymentForm>;

const draft = z.object({
  form: paymentForm,
  /** It was sent, and no answer came. */
  sent: z.boolean(),
});
export type PaymentDraft = z.infer<typeof draft>;

/** Payments that were begun and not sent, or sent and not answered. They outlive the dialog and a reload, never the browser tab. */
export interface Drafts {
  find(accountId: number): PaymentDraft | null;
  keep(accountId: number, each: PaymentDraft): void;
  drop(accountId: number): void;
  /** Accounts with a payment of which it is not known whether it was counted. */
  unanswered(): readonly number[];
  /** The session is over: what was only typed goes; what was sent stays, until it is known what became of it. */
  forget(): void;
}

const PREFIX = 'curbstop.payment.';

export function createDrafts(store: Storage): Drafts {
  function find(accountId: number): PaymentDraft | null {
    const text = store.getItem(`${PREFIX}${accountId}`);
    if (text === null) return null;
    try {
      return draft.parse(JSON.parse(text));
    } catch (error) {
      // An older page's form: it cannot be sent again, and must not stand in the way of a new one.
      if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
      throw error;
    }
  }
  function kept(): number[] {
    const names = Array.from({ length: store.length }, (_, nth) => store.key(nth) ?? '');
    return names.filter((name) => name.startsWith(PREFIX)).map((name) => Number(name.slice(PREFIX.length)));
  }
  const drop = (accountId: number): void => store.removeItem(`${PREFIX}${accountId}`);
  return {
    find,
    keep: (accountId, each) => store.setItem(`${PREFIX}${accountId}`, JSON.stringify(each)),
    drop,
    unanswered: () => kept().filter((accountId) => find(accountId)?.sent === true),
    forget() {
      for (const accountId of kept()) if (find(accountId)?.sent !== true) drop(accountId);
    },
  };
}
