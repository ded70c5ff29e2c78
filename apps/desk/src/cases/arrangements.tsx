import { openArrangements } from '@curbstop/contracts';
import { Chip, cityFormats, civilDay, ClauseTag, money, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { CasesCard } from './cases-card.tsx';
import { useCases } from './use-cases.ts';
import { KINDS, STATES } from './words.ts';

/** Arrangements that were offered, run or have failed. */
export function Arrangements(): VNode {
  const { clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const list = useCases('/api/cases/arrangements', openArrangements);
  return (
    <CasesCard
      of={list}
      what="the arrangements"
      none={['No arrangements', 'A payment plan that is offered or signed stands here until it is kept.']}
      keyOf={(each) => each.arrangementId}
      columns={[
        {
          key: 'kind',
          head: 'Plan',
          cell: (each) => (
            <>
              {KINDS[each.kind]}
              <span class="cs-muted cs-small">
                {each.signedAt === null ? 'Not signed' : `Signed ${formats.day(each.signedAt)}`}
                {each.lastOn !== null && `, ends ${civilDay(each.lastOn)}`}
              </span>
            </>
          ),
        },
        {
          key: 'state',
          head: 'State',
          cell: (each) => {
            const [says, tone] = STATES[each.state];
            return <Chip tone={tone}>{says}</Chip>;
          },
        },
        {
          key: 'next',
          head: 'Next',
          cell: (each) => {
            if (each.state === 'defaulted')
              return (
                <>
                  All of it is due. <ClauseTag clause="I.7" />
                </>
              );
            if (each.offerEndsAt !== null)
              return (
                <>
                  To be signed by {formats.dayTime(each.offerEndsAt)} <ClauseTag clause="G.1.c" />
                </>
              );
            return each.nextRow
              ? `${money(each.nextRow.amount)} on ${civilDay(each.nextRow.due, 'week')}`
              : 'Nothing to come';
          },
        },
        {
          key: 'now',
          head: 'Due now',
          num: true,
          cell: (each) =>
            each.dueNow > 0 ? <strong class="cs-stop-text">{money(each.dueNow)}</strong> : money(each.dueNow),
        },
        { key: 'unpaid', head: 'Unpaid', num: true, cell: (each) => money(each.unpaid) },
      ]}
    />
  );
}
