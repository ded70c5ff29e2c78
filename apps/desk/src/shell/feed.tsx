import { cityFormats, Offline, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';

/** A feed that comes back within this time was never missed by anyone. */
const PATIENCE = 3_000;

/** Says so when the live feed is gone: what is seen may then be old. */
export function Feed(): VNode | null {
  const { live, clock } = useDesk();
  const state = useObservable(live.state);
  const { timeZone } = useObservable(clock.time);
  const [gone, setGone] = useState<number | null>(null);
  useEffect(() => {
    if (state.phase === 'connected') {
      setGone(null);
      return undefined;
    }
    const since = clock.now();
    const timer = setTimeout(() => setGone(since), PATIENCE);
    return () => clearTimeout(timer);
  }, [state.phase, clock]);
  if (gone === null) return null;
  const time = cityFormats(timeZone).time(gone);
  return <Offline since={time} seenFrom={`${time} or earlier`} />;
}
