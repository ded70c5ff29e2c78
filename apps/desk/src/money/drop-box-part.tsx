import { dayOf, instant, lateBatch } from '@curbstop/policy';
import type { Instant, PolicyParameters } from '@curbstop/policy';
import { Button, count, Empty, mayUse, money, useNow, useObservable } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { Trouble } from '../load/trouble.tsx';
import { judgePayment } from '../payment/judge.ts';
import type { ForeseenPayment } from '../payment/judge.ts';
import { TAKERS } from '../payment/use-payment.ts';
import { policyFor } from '../requests/terms.ts';
import { useOnline } from '../requests/use-online.ts';
import { BoxCollection } from './box-collection.tsx';
import { BoxEntry } from './box-entry.tsx';
import { BoxSums } from './box-sums.tsx';
import { BoxTable } from './box-table.tsx';
import { cityMoment } from './city-moment.ts';
import { lastCollection, paymentOf, sumsOf, toPost, wrongLines } from './drop-box.ts';
import type { BoxBatch, BoxLine } from './drop-box.ts';
import { useBoxBatch } from './use-box-batch.ts';
import { useCityTerms } from './use-city-terms.ts';
import { usePages } from './use-pages.ts';

/** Why the batch cannot be posted now; null when it can. */
function lockOf(each: {
  readonly takes: boolean;
  readonly online: boolean;
  readonly collectedAt: Instant | null;
  readonly now: Instant;
  readonly policy: PolicyParameters | null;
}): Refusal | null {
  const { takes, online, collectedAt, now, policy } = each;
  if (!takes) return { reason: 'Cashiers and clerks take payments.' };
  if (!online) return { reason: 'No network. Nothing is sent; the batch is kept here.' };
  if (collectedAt === null || collectedAt > now) return { reason: 'Give the moment at which the box was emptied.' };
  const late = policy && lateBatch(collectedAt, now, policy);
  return late ? { reason: late.says, clauses: late.clauses } : null;
}

/** What the policy says to each line, on the facts of its account as they were read. */
function useForeseen(
  batch: BoxBatch,
  collectedAt: Instant | null,
  now: Instant,
): (line: BoxLine) => ForeseenPayment | null {
  const open = batch.lines.filter((line) => line.state.name !== 'done');
  const pages = usePages([...new Set(open.map((line) => line.account.accountId))]);
  return (line) => {
    const page = pages.get(line.account.accountId);
    if (!page) return null;
    const basis = { facts: page.facts, policy: policyFor(page.policy, now), now, windows: [] };
    return judgePayment(paymentOf(line, collectedAt, batch.countedBy), basis);
  };
}

function Batch({ policy }: { policy: PolicyParameters | null }): VNode {
  const { clock, session } = useDesk();
  const { timeZone } = useObservable(clock.time);
  const who = useObservable(session.state);
  const now = instant(useNow(clock, 5_000));
  const online = useOnline();
  const first = policy ? lastCollection(now, policy) : { on: dayOf(now, timeZone), time: '08:30' };
  const steps = useBoxBatch(first.on, first.time);
  const [again, setAgain] = useState<BoxLine | null>(null);
  const { batch, posting, change } = steps;
  const collectedAt = cityMoment(batch.on, batch.time, timeZone);
  const foreseen = useForeseen(batch, collectedAt, now);
  const sums = sumsOf(batch.lines);
  const wrong = wrongLines(batch.lines, foreseen);
  const next = toPost(batch.lines, foreseen);
  const takes = who.phase === 'in' && mayUse(who.me, TAKERS);
  const lock = lockOf({ takes, online, collectedAt, now, policy });
  const over = sums.lines > 0 && sums.done === sums.lines;
  const without = (line: BoxLine): void => change({ lines: batch.lines.filter((each) => each.key !== line.key) });
  return (
    <div class="money">
      <BoxCollection
        batch={batch}
        collectedAt={collectedAt}
        now={now}
        policy={policy}
        fixed={posting || batch.lines.some((line) => line.state.name === 'sent' || line.state.name === 'done')}
        onChange={change}
      />
      {!over && (
        <section class="cs-card card-pad">
          <BoxEntry
            lines={batch.lines}
            again={again}
            onAdd={(line) => {
              setAgain(null);
              change({ lines: [...batch.lines, line] });
            }}
          />
        </section>
      )}
      {sums.lines === 0 ? (
        <Empty title="No line yet">
          Type account, amount and check number, and press Enter after each. The batch is kept here until it is posted.
        </Empty>
      ) : (
        <section class="cs-card lined">
          <BoxTable
            lines={batch.lines}
            foreseen={foreseen}
            posting={posting}
            onEdit={(line) => {
              setAgain(line);
              without(line);
            }}
            onRemove={without}
          />
        </section>
      )}
      {sums.lines > 0 && (
        <div class="cs-card money-foot">
          <BoxSums batch={batch} sums={sums} wrong={wrong} onSlip={(slip) => change({ slip })} />
          <Trouble
            error={steps.error}
            unknown={`${sums.done} of ${count(sums.lines, 'line')} are confirmed; the rest is kept here. Post again: each line counts once.`}
          />
          <p class="money-deed">
            {over && (
              <span role="status">
                {count(sums.done, 'line')} confirmed by the server, {money(sums.doneAmount)}.
              </span>
            )}
            {over ? (
              <Button kind="primary" onClick={() => steps.clear(first.on, first.time)}>
                Next batch
              </Button>
            ) : (
              <Button
                kind="primary"
                refused={next.length === 0 ? { reason: 'No line is left that would be taken.' } : lock}
                busy={posting}
                onClick={() => collectedAt !== null && steps.post(next, collectedAt)}
              >
                {posting
                  ? `Posting, ${sums.done} of ${sums.lines} confirmed`
                  : `Post ${count(next.length, 'line')}, ${money(sumsOf(next).amount)}`}
              </Button>
            )}
          </p>
        </div>
      )}
    </div>
  );
}

/** J.5: what was in the drop box, entered as a batch and posted line by line. */
export function DropBoxPart(): VNode {
  const { loading, policy } = useCityTerms();
  return (
    <LoadedView of={loading} what="the city’s hours">
      {() => <Batch policy={policy} />}
    </LoadedView>
  );
}
