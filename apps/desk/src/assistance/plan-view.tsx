import type { AccountPage, Assistance } from '@curbstop/contracts';
import { addCents, defaultAt, dueNow, NO_CENTS, signatureClause, subtractCents } from '@curbstop/policy';
import type { Day, PolicyParameters } from '@curbstop/policy';
import { amount, Chip, civilDay, ClauseTag, money, Table } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { KINDS, STATES } from '../cases/words.ts';
import { agreedWords, rowWords } from './words.ts';

type Facts = AccountPage['facts'];
type Plan = Facts['arrangements'][number];

export interface PlanViewProps {
  readonly plan: Plan;
  readonly facts: Facts;
  readonly policy: PolicyParameters | null;
  readonly today: Day;
  /** What was agreed beside the instalments; left out while it is fetched. */
  readonly agreed?: Assistance['arrangements'][number] | undefined;
  readonly formats: CityFormats;
}

/** What comes next of a plan: until when an offer stands, or when an unpaid one has failed. */
function Next({ plan, facts, policy, formats }: PlanViewProps): VNode | null {
  if (plan.state === 'offered')
    return plan.offerEndsAt === null ? null : (
      <p class="cs-small">
        To be signed by {formats.dayTime(plan.offerEndsAt)}. <ClauseTag clause="G.1.c" />
      </p>
    );
  if (plan.state === 'defaulted')
    return (
      <p class="cs-small cs-stop-text">
        It was not kept: all of what it covers is due, and the final notice is hung before the water is turned off.{' '}
        <ClauseTag clause="I.7" />
      </p>
    );
  const fails = policy && defaultAt(plan, facts, policy);
  return fails === null ? null : (
    <p class="cs-small cs-muted">
      With nothing more paid it fails {civilDay(formats.civil(fails), 'year')}, {formats.time(fails)}.{' '}
      <ClauseTag clause="I.7" />
    </p>
  );
}

function Sums({ plan, today }: Pick<PlanViewProps, 'plan' | 'today'>): VNode {
  const sum = (of: (row: Plan['rows'][number]) => Plan['rows'][number]['amount']) =>
    plan.rows.length === 0 ? NO_CENTS : addCents(...plan.rows.map(of));
  const total = sum((row) => row.amount);
  const unpaid = sum((row) => row.unpaid);
  // I.7: of a failed plan all is due.
  const due = plan.state === 'defaulted' ? unpaid : dueNow(plan, today);
  return (
    <dl class="sums plan-sums">
      <div>
        <dt>Paid</dt>
        <dd>
          {money(subtractCents(total, unpaid))} of {money(total)}
        </dd>
      </div>
      <div>
        <dt>Due now</dt>
        <dd class={due > 0 ? 'cs-stop-text' : undefined}>{money(due)}</dd>
      </div>
    </dl>
  );
}

/** One arrangement: its kind and state, what it covers, its instalments and what of them is paid. */
export function PlanView(props: PlanViewProps): VNode {
  const { plan, facts, today, formats } = props;
  const agreed = props.agreed ? agreedWords(props.agreed) : '';
  const [state, tone] = STATES[plan.state];
  const bills = facts.bills.filter((bill) => plan.billIds.includes(bill.billId)).map((bill) => bill.number);
  const signed = plan.signedAt === null ? 'Not signed' : `Signed ${formats.day(plan.signedAt)}`;
  return (
    <section class="plan-view" aria-label={KINDS[plan.kind]}>
      <div class="plan-head">
        <div class="cs-grow">
          <h3>
            {KINDS[plan.kind]} <Chip tone={tone}>{state}</Chip>
          </h3>
          <p class="cs-small cs-muted">
            {signed} <ClauseTag clause={signatureClause(plan.kind)} />
            {bills.length > 0 && ` · covers ${bills.length === 1 ? 'bill' : 'bills'} ${bills.join(', ')}`}
          </p>
        </div>
        {plan.rows.length > 0 && <Sums plan={plan} today={today} />}
      </div>
      {agreed !== '' && (
        <p class="cs-small">
          {agreed} <ClauseTag clause={plan.kind === 'reduction' ? 'I.5' : 'I.3.b'} />
        </p>
      )}
      <Next {...props} />
      {plan.rows.length > 0 && (
        <Table
          caption="Instalments"
          rows={plan.rows}
          keyOf={(row) => `${row.due} ${plan.rows.indexOf(row)}`}
          columns={[
            { key: 'due', head: 'Due', cell: (row) => civilDay(row.due, 'year') },
            {
              key: 'state',
              head: 'State',
              cell: (row) => {
                const { says, tone: rowTone } = rowWords(row, today, plan.state === 'defaulted');
                return rowTone === 'plain' ? says : <Chip tone={rowTone}>{says}</Chip>;
              },
            },
            { key: 'amount', head: 'Amount', num: true, cell: (row) => amount(row.amount) },
            { key: 'paid', head: 'Paid', num: true, cell: (row) => amount(row.amount - row.unpaid) },
            { key: 'left', head: 'To pay', num: true, cell: (row) => amount(row.unpaid) },
          ]}
        />
      )}
    </section>
  );
}
