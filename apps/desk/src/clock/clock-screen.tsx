import { cityClock } from '@curbstop/contracts';
import { Button, cityFormats, ClauseTags, Empty, Icon, Loading, Problem, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { whyFailed } from '../load/says.ts';
import { turned } from './progress.ts';

const TURNS = [
  { by: 'hour', says: 'Turn by an hour' },
  { by: 'day', says: 'Turn by a day' },
  { by: 'next-deadline', says: 'Turn to the next deadline' },
] as const;
type Turn = (typeof TURNS)[number]['by'];

/** While it turns the server is also asked, in case the live feed is down. */
const ASK_EVERY = 1_000;

/** The demo city's clock: turned forward, with everything that is due on the way done in order. */
export function ClockScreen(): VNode {
  const { api, clock } = useDesk();
  const time = useObservable(clock.time);
  const now = useNow(clock, 1_000);
  const formats = cityFormats(time.timeZone);
  const { turning } = time;
  const [began, setBegan] = useState<number | null>(null);
  const [asked, setAsked] = useState<Turn | null>(null);
  const [error, setError] = useState<unknown>(null);
  const isTurning = turning !== null;

  useEffect(() => {
    if (!isTurning) return undefined;
    setBegan((before) => before ?? clock.now());
    const timer = setInterval(() => {
      clock.sync().catch((reason: unknown) => setError(reason));
    }, ASK_EVERY);
    return () => {
      clearInterval(timer);
      setBegan(null);
      setError(null);
    };
  }, [isTurning, clock]);

  const turn = (by: Turn): void => {
    setAsked(by);
    setError(null);
    setBegan(clock.now());
    api
      .post('/api/clock/turn', { by }, cityClock)
      .then((answer) => clock.hear(answer))
      .catch((reason: unknown) => setError(reason))
      .finally(() => setAsked(null));
  };

  if (time.from !== 'server') return <Loading what="the city’s time" />;
  if (!time.demo) return <Empty title="This city’s clock is not turned">Only the demo city’s clock can be.</Empty>;
  const share = turning ? turned(began ?? turning.at, turning.at, turning.to) : 0;
  return (
    <section class="cs-card clock-card">
      <h1>The city’s clock</h1>
      <p class="clock-now">
        {formats.longDay(now)}, {formats.time(now)}
      </p>
      <p class="cs-muted">
        Everything that falls due on the way is done in order: bills, penalties, notices, lists, orders. The meters
        follow. There is no way back: what happened is in the journal.
      </p>
      <div class="clock-turns">
        {TURNS.map(({ by, says }) => (
          <Button
            key={by}
            kind={by === 'next-deadline' ? 'primary' : 'plain'}
            busy={asked === by || isTurning}
            onClick={() => turn(by)}
          >
            {says}
          </Button>
        ))}
      </div>
      {turning && (
        <div class="clock-turning">
          <progress max={1} value={share} aria-label="How far the clock has turned" />
          <p>
            <strong>{formats.dayTime(turning.at)}</strong> on the way to {formats.dayTime(turning.to)}
          </p>
          <p class="cs-muted" role="status">
            {turning.doing}
          </p>
        </div>
      )}
      <div role="alert">
        {error !== null && (
          <p class="cs-error">
            <Icon name="warning" /> {whyFailed(error)}{' '}
            {error instanceof Problem && <ClauseTags clauses={error.clauses} />}
          </p>
        )}
      </div>
    </section>
  );
}
