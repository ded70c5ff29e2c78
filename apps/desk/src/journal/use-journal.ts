import { journalPage } from '@curbstop/contracts';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { useLoaded } from '../load/use-loaded.ts';
import type { Loading } from '../load/use-loaded.ts';
import { addNewest, addOlder } from './pages.ts';
import type { JournalPages } from './pages.ts';

export interface Journal extends Loading<JournalPages> {
  readonly older: () => void;
  readonly fetchingOlder: boolean;
  readonly olderError: unknown;
}

/** The journal of an account, newest first, read in pages; news are put on top of what was read. */
export function useJournal(accountId: number, version: number): Journal {
  const { api } = useDesk();
  const path = `/api/accounts/${accountId}/journal`;
  const [shown, setShown] = useState<JournalPages | null>(null);
  const [fetchingOlder, setFetching] = useState(false);
  const [olderError, setOlderError] = useState<unknown>(null);
  const newest = useLoaded(String(version), async (signal) => {
    const page = await api.get(path, journalPage, { signal });
    setShown((before) => addNewest(before, page));
    return page;
  });
  const older = (): void => {
    if (shown?.before == null || fetchingOlder) return;
    setFetching(true);
    setOlderError(null);
    api
      .get(path, journalPage, { query: { before: shown.before } })
      .then((page) => setShown((before) => (before === null ? page : addOlder(before, page))))
      .catch((error: unknown) => setOlderError(error))
      .finally(() => setFetching(false));
  };
  return { ...newest, data: newest.data === null ? null : shown, older, fetchingOlder, olderError };
}
