import { openReviews } from '@curbstop/contracts';
import { Chip, cityFormats, ClauseTag, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { dueWords } from '../tasks/due.ts';
import { CasesCard } from './cases-card.tsx';
import { useCases } from './use-cases.ts';
import { STAGES } from './words.ts';

/** Reviews of medical and financial papers that run; the water stays on meanwhile. */
export function Reviews(): VNode {
  const { clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const now = useNow(clock, 5_000);
  const list = useCases('/api/cases/reviews', openReviews);
  return (
    <CasesCard
      of={list}
      what="the reviews"
      none={['No reviews', 'Medical and financial papers that a customer hands in are reviewed here.']}
      keyOf={(each) => each.reviewId}
      columns={[
        { key: 'since', head: 'Since', cell: (each) => formats.day(each.openedAt) },
        {
          key: 'stage',
          head: 'Next',
          cell: (each) => (
            <>
              {STAGES[each.stage].says} <ClauseTag clause={STAGES[each.stage].clause} />
            </>
          ),
        },
        {
          key: 'due',
          head: 'Until',
          width: '220px',
          cell: (each) => {
            const { says, tone } = dueWords(each.dueAt, now, formats);
            return tone === 'plain' ? says : <Chip tone={tone}>{says}</Chip>;
          },
        },
      ]}
    />
  );
}
