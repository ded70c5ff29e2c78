import { openAppeals } from '@curbstop/contracts';
import { Chip, cityFormats, ClauseTag, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { CasesCard } from './cases-card.tsx';
import { useCases } from './use-cases.ts';
import { appealNext } from './words.ts';

/** Appeals without a final decision. */
export function Appeals(): VNode {
  const { clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const list = useCases('/api/cases/appeals', openAppeals);
  return (
    <CasesCard
      of={list}
      what="the appeals"
      none={['No open appeals', 'An appeal that is filed stands here until its decision is final.']}
      keyOf={(each) => each.appealId}
      columns={[
        {
          key: 'about',
          head: 'About',
          cell: (each) => (
            <>
              {each.about.charAt(0).toUpperCase() + each.about.slice(1)}
              <span class="cs-muted cs-small">Filed {formats.day(each.filedAt)}</span>
            </>
          ),
        },
        {
          key: 'state',
          head: 'State',
          width: '200px',
          cell: (each) => (
            <>
              <Chip tone={each.state === 'open' ? 'warn' : 'plain'}>
                {each.state === 'open' ? `Open, level ${each.level}` : 'Lost, level 1'}
              </Chip>
              {each.letterAt !== null && (
                <span class="cs-muted cs-small">Letter made {formats.yearDay(each.letterAt)}</span>
              )}
            </>
          ),
        },
        {
          key: 'next',
          head: 'Next',
          cell: (each) => {
            const { says, clause } = appealNext(each, formats);
            return (
              <>
                {says} <ClauseTag clause={clause} />
              </>
            );
          },
        },
      ]}
    />
  );
}
