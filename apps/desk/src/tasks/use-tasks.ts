import { taskList } from '@curbstop/contracts';
import type { Role, TaskList, TaskState } from '@curbstop/contracts';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { useDeed } from '../load/use-deed.ts';
import type { Deed } from '../load/use-deed.ts';
import { useLoaded } from '../load/use-loaded.ts';
import type { Loading } from '../load/use-loaded.ts';
import { addPage } from './lists.ts';

export interface Tasks extends Loading<TaskList> {
  readonly more: () => void;
  readonly fetching: Deed;
}

/** Tasks in one state, of one role or of all that the user has, page by page. News start at the first page again. */
export function useTasks(state: TaskState, role: Role | null, version: number): Tasks {
  const { api } = useDesk();
  const [shown, setShown] = useState<TaskList | null>(null);
  const fetching = useDeed();
  const first = useLoaded(String(version), async (signal) => {
    const page = await api.get('/api/tasks', taskList, { query: { state, role }, signal });
    setShown(page);
    return page;
  });
  const more = (): void =>
    fetching.run(async () => {
      if (shown?.after == null) return;
      const page = await api.get('/api/tasks', taskList, { query: { state, role, after: shown.after } });
      setShown((before) => (before === null ? page : addPage(before, page)));
    });
  return { ...first, data: first.data === null ? null : shown, more, fetching };
}
