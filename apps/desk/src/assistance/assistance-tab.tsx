import type { AccountPage, Assistance } from '@curbstop/contracts';
import { assistance, BILLING_OFFICE } from '@curbstop/contracts';
import { conditionsOf, dayOf, instant, openReview, startedInYear } from '@curbstop/policy';
import type { Day, Instant, PolicyParameters } from '@curbstop/policy';
import { Chip, civilDay, ClauseTag, count, Icon, mayUse, useNow, useObservable } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { STAGES } from '../cases/words.ts';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { policyFor } from '../requests/terms.ts';
import { dueWords } from '../tasks/due.ts';
import { Earlier } from './earlier.tsx';
import { PlanView } from './plan-view.tsx';
import { conditionsShown } from './words.ts';

interface PartProps {
  readonly page: AccountPage;
  readonly policy: PolicyParameters;
  readonly now: Instant;
  readonly formats: CityFormats;
}

/** G.2: the review that runs: since when, whose turn it is, and until when. */
function Review({ page, now, formats }: Omit<PartProps, 'policy'>): VNode | null {
  const review = openReview(page.facts);
  if (review === null) return null;
  const { says, clause } = STAGES[review.stage];
  const due = dueWords(review.dueAt, now, formats);
  return (
    <section class="help-part">
      <h3>
        Papers in review since {formats.day(review.openedAt)} <ClauseTag clause="G.2" />
      </h3>
      <p>
        {says} <ClauseTag clause={clause} /> {due.tone === 'plain' ? due.says : <Chip tone={due.tone}>{due.says}</Chip>}
      </p>
      <p class="cs-small cs-muted">
        {review.stage === 'supply'
          ? 'The water stays on to then.'
          : 'The water stays on until the city has answered, however late.'}
      </p>
    </section>
  );
}

/** G.1: the three conditions one by one, and whether all of them hold. */
function Conditions({ page, policy, now, formats, seesHousehold }: PartProps & { seesHousehold: boolean }): VNode {
  const shown = conditionsShown(page.facts, policy, now, seesHousehold);
  const { all, until } = conditionsOf(page.facts, policy, now);
  return (
    <section class="help-part">
      <h3>
        What keeps a home on: all three <ClauseTag clause="G.1" />
      </h3>
      <ul class="conditions">
        {shown.map(({ what, clause, holds, says }) => (
          <li key={clause} class={holds ? 'condition-holds' : undefined}>
            <Icon name={holds ? 'tick' : 'minus'} />
            <span class="cs-grow">
              <strong>{what}</strong> <ClauseTag clause={clause} />
              <span class="cs-small cs-muted">{says}</span>
            </span>
            <span class="cs-small">{holds ? 'Shown' : 'Not shown'}</span>
          </li>
        ))}
      </ul>
      {all && until !== null && (
        <p class="cs-small">All three hold through {civilDay(formats.civil(until), 'year')}. The water stays on.</p>
      )}
    </section>
  );
}

export interface AssistanceTabProps {
  readonly page: AccountPage;
  /** Grows with every news of the account. */
  readonly version: number;
  readonly formats: CityFormats;
}

/** G, I: plans with what is paid of them, the review of papers, and what the household has shown. */
export function AssistanceTab(props: AssistanceTabProps): VNode {
  const { session } = useDesk();
  const who = useObservable(session.state);
  const office = who.phase === 'in' && mayUse(who.me, BILLING_OFFICE);
  return office ? <WithRecords {...props} /> : <Standing {...props} seesHousehold={false} />;
}

/** With what the account's page does not carry: what was agreed beside the instalments, and what is over. */
function WithRecords(props: AssistanceTabProps): VNode {
  const { api } = useDesk();
  const { page, version, formats } = props;
  const records = useLoaded(String(version), (signal) =>
    api.get(`/api/accounts/${page.accountId}/assistance`, assistance, { signal }),
  );
  return (
    <>
      <Standing {...props} seesHousehold agreed={records.data?.arrangements ?? []} />
      <LoadedView of={records} what="what is over">
        {({ earlier }) => <Earlier of={earlier} formats={formats} />}
      </LoadedView>
    </>
  );
}

interface StandingProps extends Omit<AssistanceTabProps, 'version'> {
  readonly seesHousehold: boolean;
  readonly agreed?: Assistance['arrangements'];
}

/** What stands now, from the facts that the page carries. */
function Standing({ page, formats, seesHousehold, agreed = [] }: StandingProps): VNode {
  const { clock } = useDesk();
  const now = instant(useNow(clock, 15_000));
  const { facts } = page;
  const policy = policyFor(page.policy, now);
  const today: Day = dayOf(now, formats.timeZone);
  const begun = policy ? startedInYear(facts, policy, today) : 0;
  return (
    <div class="help">
      {facts.arrangements.map((plan) => (
        <PlanView
          key={plan.arrangementId}
          {...{ plan, facts, policy, today, formats }}
          agreed={agreed.find((each) => each.arrangementId === plan.arrangementId)}
        />
      ))}
      {facts.arrangements.length === 0 && (
        <section class="help-part">
          <h3>No payment plan</h3>
          <p class="cs-small cs-muted">A plan that is offered or signed stands here with its instalments.</p>
        </section>
      )}
      {begun > 0 && policy && (
        <p class="help-part cs-small cs-muted">
          {count(begun, 'plan')} of {policy.arrangement.perCalendarYear} begun this calendar year.{' '}
          <ClauseTag clause="I.2" />
        </p>
      )}
      <Review page={page} now={now} formats={formats} />
      {policy && facts.customerClass === 'residential' && (
        <Conditions {...{ page, policy, now, formats, seesHousehold }} />
      )}
    </div>
  );
}
