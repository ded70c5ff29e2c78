import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';

/** News of one change come in a burst; they are read together. */
const BURST = 200;

/**
 * Follows an account on the live feed. The number grows with every news of it, with every turn of the city's clock that has
 * come to its end, and when the feed is back after a gap: whoever shows the account reads it again then.
 */
export function useAccountNews(accountId: number): readonly [number, () => void] {
  const { live, clock } = useDesk();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const news = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setVersion((before) => before + 1), BURST);
    };
    let wasTurning = clock.time.get().turning !== null;
    const stops = [
      live.on('account', (changed) => {
        if (changed === accountId) news();
      }),
      live.onConnected(() => {
        live.send('follow', accountId);
        news();
      }),
      clock.time.subscribe(({ turning }) => {
        if (wasTurning && turning === null) news();
        wasTurning = turning !== null;
      }),
    ];
    live.send('follow', accountId);
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      live.send('follow', null);
    };
  }, [live, clock, accountId]);
  return [version, () => setVersion((before) => before + 1)];
}
