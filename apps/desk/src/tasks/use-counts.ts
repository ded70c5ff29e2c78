import { taskCounts } from '@curbstop/contracts';
import type { TaskCounts } from '@curbstop/contracts';
import { useDesk } from '../desk.ts';
import { useLoaded } from '../load/use-loaded.ts';
import type { Loading } from '../load/use-loaded.ts';

/** How many tasks wait for the one who is signed in, by role. */
export function useCounts(version: number): Loading<TaskCounts> {
  const { api } = useDesk();
  return useLoaded(String(version), (signal) => api.get('/api/tasks/counts', taskCounts, { signal }));
}
