import { receipt } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { Problem, useObservable } from '@curbstop/ui';
import { useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { emptyBatch, parseBatch, paymentOf, withState } from './drop-box.ts';
import type { BoxBatch, BoxLine, LineState } from './drop-box.ts';

export interface BoxSteps {
  readonly batch: BoxBatch;
  /** Lines are being posted, one after the other. */
  readonly posting: boolean;
  /** Why the last posting broke off; null when it came to its end. */
  readonly error: unknown;
  change(part: Partial<BoxBatch>): void;
  /** Posts lines one by one, each under its own key; breaks off where no answer comes. */
  post(lines: readonly BoxLine[], collectedAt: Instant): void;
  /** Begins anew; what was confirmed stands in the records. */
  clear(on: string, time: string): void;
}

const NAME = 'curbstop.drop-box.';

/** What the server's answer makes of a line; null where it is not known what became of it, or of any other. */
function refusalOf(error: unknown): LineState | null {
  if (!(error instanceof Problem) || ![400, 404, 409].includes(error.status)) return null;
  const fields = error.fields.map((field) => field.says).join(' ');
  return {
    name: 'refused',
    says: `${error.detail ?? `${error.title}.`} ${fields}`.trim(),
    clauses: [...error.clauses],
  };
}

/** The batch that is being entered: kept over a reload of the page, for whoever entered it. */
export function useBoxBatch(on: string, time: string): BoxSteps {
  const { api, session } = useDesk();
  const who = useObservable(session.state);
  const name = `${NAME}${who.phase === 'in' ? who.me.staffId : 0}`;
  const [batch, setBatch] = useState<BoxBatch>(() => parseBatch(sessionStorage.getItem(name)) ?? emptyBatch(on, time));
  const [posting, setPosting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // What is posted goes on while the screen is drawn again: the latest lines are read from here.
  const latest = useRef(batch);
  const keep = (next: BoxBatch): void => {
    latest.current = next;
    sessionStorage.setItem(name, JSON.stringify(next));
    setBatch(next);
  };
  const mark = (key: string, to: LineState): void =>
    keep({ ...latest.current, lines: withState(latest.current.lines, key, to) });

  async function postLine(each: BoxLine, collectedAt: Instant): Promise<void> {
    const path = `/api/accounts/${each.account.accountId}/payments`;
    // Kept as sent before it is: a page closed in between sends the same once more.
    mark(each.key, { name: 'sent' });
    try {
      const body = paymentOf(each, collectedAt, latest.current.countedBy);
      const { paymentId, effective, clause } = await api.post(path, body, receipt, { idempotencyKey: each.key });
      mark(each.key, { name: 'done', paymentId, effective, clause });
    } catch (reason) {
      const refused = refusalOf(reason);
      if (refused === null) throw reason;
      mark(each.key, refused);
    }
  }

  return {
    batch,
    posting,
    error,
    change: (part) => keep({ ...latest.current, ...part }),
    post(lines, collectedAt) {
      if (posting) return;
      setPosting(true);
      setError(null);
      (async () => {
        for (const line of lines) await postLine(line, collectedAt);
      })()
        .catch((reason: unknown) => setError(reason))
        .finally(() => setPosting(false));
    },
    clear(nextOn, nextTime) {
      setError(null);
      keep(emptyBatch(nextOn, nextTime));
    },
  };
}
