import type { Moment } from '@curbstop/contracts';
import { ClauseTag } from '@curbstop/ui';
import type { VNode } from 'preact';
import { pointsOf } from './story.ts';
import type { Story } from './story.ts';

function stateOf(moment: Moment): string {
  const when = moment.happened ? 'Happened' : 'Ahead';
  return moment.waterAtRisk ? `${when}, water at risk` : when;
}

/** The same story in words: each moment with its day, its clause, and whether it happened. */
export function MomentList({
  story,
  whenOf,
  hidden = false,
}: {
  story: Story;
  whenOf: (moment: Moment) => string;
  hidden?: boolean;
}): VNode {
  const moments = pointsOf(story.moments).flatMap((point) => point.moments);
  return (
    <ol
      class={hidden ? 'cs-unseen' : 'moments'}
      aria-label={`What happened and what is ahead for bill ${story.billNumber}`}
    >
      {moments.map((moment) => (
        <li
          key={`${moment.day} ${moment.clause} ${moment.says}`}
          class={moment.happened ? 'moment' : 'moment moment-ahead'}
        >
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            {moment.waterAtRisk ? (
              <rect class="point-risk" x="2" y="2" width="14" height="14" rx="2" />
            ) : (
              <circle class={moment.happened ? 'point-happened' : 'point-ahead'} cx="9" cy="9" r="6" />
            )}
          </svg>
          <span class="moment-when">{whenOf(moment)}</span>
          <span class="cs-grow">
            <span class={moment.waterAtRisk ? 'cs-stop-text strong' : 'strong'}>{moment.says}</span>{' '}
            <ClauseTag clause={moment.clause} />
          </span>
          <span class="cs-muted cs-small moment-state">{stateOf(moment)}</span>
        </li>
      ))}
    </ol>
  );
}
