import type { Schema } from '@curbstop/ui';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { useDeed } from '../load/use-deed.ts';
import type { Deed } from '../load/use-deed.ts';
import { useLoaded } from '../load/use-loaded.ts';
import type { Loading } from '../load/use-loaded.ts';
import { useTaskNews } from '../tasks/use-task-news.ts';

/** A page of cases as the server answers it. */
export interface CasePage<T> {
  readonly cases: readonly T[];
  readonly next: number | null;
}

export interface Cases<T> extends Loading<CasePage<T>> {
  readonly more: () => void;
  readonly fetching: Deed;
}

/** Cases of the whole city, page by page. Tasks come and go with cases, so their news are read here too. */
export function useCases<T>(path: string, schema: Schema<CasePage<T>>): Cases<T> {
  const { api } = useDesk();
  const [version] = useTaskNews();
  const [shown, setShown] = useState<CasePage<T> | null>(null);
  const fetching = useDeed();
  const first = useLoaded(String(version), async (signal) => {
    const page = await api.get(path, schema, { signal });
    setShown(page);
    return page;
  });
  const more = (): void =>
    fetching.run(async () => {
      if (shown?.next == null) return;
      const page = await api.get(path, schema, { query: { page: shown.next } });
      setShown((before) => ({ cases: [...(before?.cases ?? []), ...page.cases], next: page.next }));
    });
  return { ...first, data: first.data === null ? null : shown, more, fetching };
}
