import { accountPage } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';

/** The accounts of a batch's lines, each read once; one that cannot be read is left to the server to judge. */
export function usePages(accountIds: readonly number[]): ReadonlyMap<number, AccountPage> {
  const { api } = useDesk();
  const [pages, setPages] = useState<ReadonlyMap<number, AccountPage>>(new Map());
  const asked = useRef(new Set<number>());
  useEffect(() => {
    for (const accountId of accountIds) {
      if (asked.current.has(accountId)) continue;
      asked.current.add(accountId);
      api
        .get(`/api/accounts/${accountId}`, accountPage)
        .then((page) => setPages((before) => new Map(before).set(accountId, page)))
        .catch(() => asked.current.delete(accountId));
    }
  }, [api, accountIds.join(',')]);
  return pages;
}
