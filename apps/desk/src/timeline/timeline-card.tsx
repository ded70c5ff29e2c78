import type { AccountPage, Moment } from '@curbstop/contracts';
import { dayOf, instant } from '@curbstop/policy';
import { Button, civilDay, Empty } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { Drawing } from './drawing.tsx';
import { layOut } from './layout.ts';
import { MomentList } from './moment-list.tsx';
import type { Story } from './story.ts';
import { textMeasure, useWidth } from './use-width.ts';
import { WhyDialog } from './why-dialog.tsx';

/** Narrower than this (a telephone, or a text twice as large) the list is the better picture. */
const NARROWEST = 560;

export interface TimelineCardProps {
  readonly page: AccountPage;
  readonly formats: CityFormats;
  readonly now: number;
}

function longDate(day: string): string {
  return civilDay(day, 'long').split(', ')[1] ?? day;
}

interface PictureProps extends Omit<TimelineCardProps, 'page'> {
  readonly story: Story;
  readonly asList: boolean;
}

function Picture({ story, formats, now, asList }: PictureProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const measure = useMemo(textMeasure, []);
  const today = dayOf(instant(now), formats.timeZone);
  const whenOf = (moment: Moment): string => {
    const day = civilDay(moment.day, 'week').replace(',', '');
    return moment.at === null ? day : `${day}, ${formats.time(moment.at)}`;
  };
  const layout = useMemo(
    () => (width < NARROWEST ? null : layOut({ story, today, width, measure, whenOf })),
    [story, today, width, measure, formats],
  );
  return (
    <div ref={box}>
      {layout && !asList && <Drawing layout={layout} />}
      {width > 0 && <MomentList story={story} whenOf={whenOf} hidden={layout !== null && !asList} />}
    </div>
  );
}

/** The story of the oldest unpaid bill, on an axis of days or as a list. */
export function TimelineCard({ page, formats, now }: TimelineCardProps): VNode {
  const [asList, setAsList] = useState(false);
  const [why, setWhy] = useState(false);
  const { story } = page;
  return (
    <section class="cs-card timeline-card" aria-labelledby="story">
      <div class="timeline-head">
        <h2 id="story">{story ? `The bill of ${longDate(story.billDate)}` : 'Dates ahead'}</h2>
        {story && <span class="cs-muted cs-small">Filled: happened. Hollow: ahead. Square: water can be lost.</span>}
        <span class="cs-grow" />
        <Button kind="quiet" size="small" onClick={() => setWhy(true)}>
          Why these dates?
        </Button>
        {story && (
          <Button size="small" onClick={() => setAsList(!asList)}>
            {asList ? 'Show as a line' : 'Show as a list'}
          </Button>
        )}
      </div>
      {story && story.moments.length > 0 ? (
        <Picture story={story} formats={formats} now={now} asList={asList} />
      ) : (
        <div class="card-pad">
          <Empty title="Nothing is owed">
            {page.nextBill
              ? `The next bill of route group ${page.nextBill.routeGroup} is made ${civilDay(page.nextBill.day, 'week')}.`
              : 'No bill is ahead.'}
          </Empty>
        </div>
      )}
      <WhyDialog open={why} gate={page.gate} formats={formats} onClose={() => setWhy(false)} />
    </section>
  );
}
