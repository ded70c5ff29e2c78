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
      keyOf={(it) => it.appealId}
      columns={[
        {
          key: 'about',
          head: 'About',
          cell: (it) => (
            <>
              {it.about.charAt(0).toUpperCase() + it.about.slice(1)}
              <span class="cs-muted cs-small">Filed {formats.day(it.filedAt)}</span>
            </>
          ),
        },
        {
          key: 'state',
          head: 'State',
          width: '200px',
          cell: (it) => (
            <>
              <Chip tone={it.state === 'open' ? 'warn' : 'plain'}>
                {it.state === 'open' ? `Open, level ${it.level}` : 'Lost, level 1'}
              </Chip>
              {it.letterAt !== null && (
                <span class="cs-muted cs-small">Letter made {formats.yearDay(it.letterAt)}</span>
              )}
            </>
          ),
        },
        {
          key: 'next',
          head: 'Next',
          cell: (it) => {
            const { says, clause } = appealNext(it, formats);
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
