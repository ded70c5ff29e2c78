import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';

/** A number that grows when a task was opened, done or late, when the clock was turned, and after a gap in the feed. */
export function useTaskNews(): readonly [number, () => void] {
  const { live, clock } = useDesk();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const news = (): void => setVersion((before) => before + 1);
    let wasTurning = clock.time.get().turning !== null;
    const stops = [
      live.on('tasks', news),
      live.onConnected(news),
      clock.time.subscribe(({ turning }) => {
        if (wasTurning && turning === null) news();
        wasTurning = turning !== null;
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [live, clock]);
  return [version, () => setVersion((before) => before + 1)];
}
