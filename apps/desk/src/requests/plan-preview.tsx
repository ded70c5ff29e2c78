import type { ArrangementPreview } from '@curbstop/contracts';
import type { SignGrant } from '@curbstop/policy';
import { amount, cityFormats, civilDay, ClauseTag, ClauseTags, money, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import type { Preview } from './use-plan-preview.ts';

type Plan = NonNullable<ArrangementPreview['plan']>;

type Line = readonly [says: string, cents: number];

/** Sums of a plan that are not nothing, what is to be paid in all, and what its payments miss of that. */
function sumsOf({ balance, fee, reduction, total, rows }: Plan): readonly Line[] {
  const missing = total - rows.reduce((sum, row) => sum + row.amount, 0);
  const misses: readonly Line[] =
    missing === 0 ? [] : [missing > 0 ? ['Not in a payment yet', missing] : ['Too much', -missing]];
  const parts = [
    ['Covered bills', balance],
    ['Fee', fee],
    ['Forgiven', -reduction],
  ] as const;
  const shown = parts.filter(([, cents]) => cents !== 0);
  return [...(shown.length > 1 ? shown : []), ['To pay', total], ...misses];
}

function Schedule({ plan }: { plan: Plan }): VNode {
  return (
    <table class="cs-table plan-table">
      <caption class="cs-unseen">Payments of the plan</caption>
      <thead>
        <tr>
          <th scope="col">Due</th>
          <th scope="col">Clause</th>
          <th scope="col" class="cs-num">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.rows.map((row, nth) => (
          <tr key={nth}>
            <td>{civilDay(row.due, 'year')}</td>
            <td>
              <ClauseTag clause={row.clause} />
            </td>
            <td class="cs-num">{amount(row.amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sumsOf(plan).map(([says, cents]) => (
          <tr key={says} class={says === 'To pay' ? 'plan-total' : undefined}>
            <th scope="row" colSpan={2}>
              {says}
            </th>
            <td class="cs-num">{money(cents)}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}

export interface PlanPreviewProps {
  /** What this page works out from the facts that it has, as if signed; null where only the server can. */
  readonly here: SignGrant | null;
  readonly server: Preview;
}

/** A plan with its instalments: worked out at once by the page, and by the server as soon as it has answered. */
export function PlanPreview({ here, server }: PlanPreviewProps): VNode {
  const { clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const known = server.name === 'known' ? server.answer : null;
  const mine: Plan | null = here?.planned ? { ...here.planned, rows: [...here.planned.rows] } : null;
  const plan = known ? known.plan : mine;
  const source = {
    none: '',
    asking: 'Worked out here; the server is asked now.',
    known: server.name === 'known' ? `Worked out by the server at ${formats.time(server.at)}.` : '',
    failed: plan ? 'Worked out here; the server could not be asked.' : '',
  }[server.name];
  // The facts of this page may be older than the server's: then the server is right.
  const differs = known !== null && !known.granted && (here === null || here.granted);
  return (
    <section class="plan-preview" aria-label="The plan">
      {plan ? (
        <Schedule plan={plan} />
      ) : (
        <p class="cs-muted cs-small">The payments stand here once the plan is filled in.</p>
      )}
      {source !== '' && <p class="cs-small cs-muted">{source}</p>}
      {differs && (
        <p class="cs-small cs-stop-text">
          {known.says} <ClauseTags clauses={known.clauses} />
        </p>
      )}
      {server.name === 'failed' && plan === null && <Trouble error={server.error} />}
    </section>
  );
}
