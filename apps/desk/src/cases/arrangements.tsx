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
      keyOf={(it) => it.arrangementId}
      columns={[
        {
          key: 'kind',
          head: 'Plan',
          cell: (it) => (
            <>
              {KINDS[it.kind]}
              <span class="cs-muted cs-small">
                {it.signedAt === null ? 'Not signed' : `Signed ${formats.day(it.signedAt)}`}
                {it.lastOn !== null && `, ends ${civilDay(it.lastOn)}`}
              </span>
            </>
          ),
        },
        {
          key: 'state',
          head: 'State',
          cell: (it) => {
            const [says, tone] = STATES[it.state];
            return <Chip tone={tone}>{says}</Chip>;
          },
        },
        {
          key: 'next',
          head: 'Next',
          cell: (it) => {
            if (it.state === 'defaulted')
              return (
                <>
                  All of it is due. <ClauseTag clause="I.7" />
                </>
              );
            if (it.offerEndsAt !== null)
              return (
                <>
                  To be signed by {formats.dayTime(it.offerEndsAt)} <ClauseTag clause="G.1.c" />
                </>
              );
            return it.nextRow
              ? `${money(it.nextRow.amount)} on ${civilDay(it.nextRow.due, 'week')}`
              : 'Nothing to come';
          },
        },
        {
          key: 'now',
          head: 'Due now',
          num: true,
          cell: (it) => (it.dueNow > 0 ? <strong class="cs-stop-text">{money(it.dueNow)}</strong> : money(it.dueNow)),
        },
        { key: 'unpaid', head: 'Unpaid', num: true, cell: (it) => money(it.unpaid) },
      ]}
    />
  );
}
