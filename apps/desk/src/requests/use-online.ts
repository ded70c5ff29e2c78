import { useObservable } from '@curbstop/ui';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';

/** Whether the server can be reached, as far as the device and the live feed know. */
export function useOnline(): boolean {
  const { live } = useDesk();
  const { phase } = useObservable(live.state);
  const [device, setDevice] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setDevice(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return device && phase !== 'lost';
}
