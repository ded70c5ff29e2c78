import { paymentTaken } from '@curbstop/contracts';
import type { PaymentTaken } from '@curbstop/contracts';
import { addCents, cents, collectionAt, dayOf, parseDollars, previousBusinessDay, TENDERS } from '@curbstop/policy';
import type { Cents, Day, Instant, PolicyParameters } from '@curbstop/policy';
import { money } from '@curbstop/ui';
import { z } from 'zod';
import type { ForeseenPayment } from '../payment/judge.ts';

/** How far a line is. `sent`: no answer came yet; only the same again is safe. */
const state = z.discriminatedUnion('name', [
  z.object({ name: z.literal('entered') }),
  z.object({ name: z.literal('sent') }),
  z.object({ name: z.literal('done'), paymentId: z.int(), effective: z.string(), clause: z.string() }),
  z.object({ name: z.literal('refused'), says: z.string(), clauses: z.array(z.string()) }),
]);

const line = z.object({
  /** Made once when the line is added: it counts once, however often it is posted. */
  key: z.string(),
  account: z.object({ accountId: z.int(), number: z.string(), customer: z.string(), address: z.string() }),
  amount: z.int().transform(cents),
  tender: z.enum(TENDERS),
  reference: z.string(),
  state,
});
export type BoxLine = z.output<typeof line>;
export type LineState = BoxLine['state'];

const batch = z.object({
  /** J.5.a: when the box was emptied, in the city's time. */
  on: z.string(),
  time: z.string(),
  /** J.5: who counted the cash with the one who enters it. */
  countedBy: z.string(),
  /** What the slip says that the batch comes to, as typed. */
  slip: z.string(),
  lines: z.array(line),
});
export type BoxBatch = z.output<typeof batch>;

/** J.5.a: the collection that is entered now: today's at 08:30, before that the one of the business day before. */
export function lastCollection(now: Instant, policy: PolicyParameters): { readonly on: Day; readonly time: string } {
  const today = dayOf(now, policy.timeZone);
  const at = collectionAt(today, policy);
  const on = at !== null && at <= now ? today : previousBusinessDay(today, policy);
  return { on, time: policy.dropBoxAt.slice(0, 5) };
}

export function emptyBatch(on: string, time: string): BoxBatch {
  return { on, time, countedBy: '', slip: '', lines: [] };
}

/** A batch that was begun, as it was kept; null when there is none, or only one of an older page. */
export function parseBatch(text: string | null): BoxBatch | null {
  if (text === null) return null;
  try {
    return batch.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** A line as it is posted; everything else of it is the batch's. */
export function paymentOf(each: BoxLine, collectedAt: Instant | null, countedBy: string): PaymentTaken {
  const counted = each.tender === 'cash' && countedBy.trim() !== '' ? { countedBy } : {};
  return paymentTaken.parse({
    amount: each.amount,
    method: each.tender,
    channel: 'dropbox',
    reference: each.reference,
    ...(collectedAt === null ? {} : { collectedAt }),
    ...counted,
  });
}

export interface BoxSums {
  readonly lines: number;
  readonly amount: Cents;
  readonly done: number;
  readonly doneAmount: Cents;
}

export function sumsOf(lines: readonly BoxLine[]): BoxSums {
  const done = lines.filter((each) => each.state.name === 'done');
  return {
    lines: lines.length,
    amount: addCents(...lines.map((each) => each.amount)),
    done: done.length,
    doneAmount: addCents(...done.map((each) => each.amount)),
  };
}

/** What is posted next: neither confirmed nor known to be refused. One that was sent goes again, whatever is foreseen of it. */
export function toPost(lines: readonly BoxLine[], foreseen: (line: BoxLine) => ForeseenPayment | null): BoxLine[] {
  return lines.filter(
    (each) => each.state.name === 'sent' || (each.state.name === 'entered' && foreseen(each)?.answer.granted !== false),
  );
}

/** Numbers, from 1, of the lines that are not taken as they are. */
export function wrongLines(
  lines: readonly BoxLine[],
  foreseen: (line: BoxLine) => ForeseenPayment | null,
): readonly number[] {
  return lines.flatMap((each, nth) => {
    const wrong =
      each.state.name === 'refused' || (each.state.name === 'entered' && foreseen(each)?.answer.granted === false);
    return wrong ? [nth + 1] : [];
  });
}

/** A check of the same account and number stands in the batch already: entered twice, as a rule. */
export function alreadyIn(
  lines: readonly BoxLine[],
  one: { readonly accountId: number; readonly reference: string; readonly amount: Cents },
): number | null {
  const nth = lines.findIndex(
    (each) =>
      each.account.accountId === one.accountId && each.reference === one.reference && each.amount === one.amount,
  );
  return nth < 0 ? null : nth + 1;
}

export const withState = (lines: readonly BoxLine[], key: string, to: LineState): BoxLine[] =>
  lines.map((each) => (each.key === key ? { ...each, state: to } : each));

/** How the batch stands to its slip; null while the slip's total is not typed. */
export function againstSlip(
  slip: string,
  amount: number,
): { readonly says: string; readonly balances: boolean } | null {
  const parsed = parseDollars(slip);
  if (!parsed.ok) return null;
  const difference = amount - parsed.cents;
  if (difference === 0) return { says: 'Balances with the slip', balances: true };
  return {
    says: `${money(Math.abs(difference))} ${difference < 0 ? 'less' : 'more'} than the slip`,
    balances: false,
  };
}
