import { accountPage } from '@curbstop/contracts';
import type { AccountHit, AccountPage } from '@curbstop/contracts';
import { Problem } from '@curbstop/ui';
import type { Api } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { HitsTable } from './hits-table.tsx';

function lineOf(page: AccountPage): AccountHit {
  const { accountId, number, balance, pastDue, service } = page;
  return {
    accountId,
    number,
    customer: page.customer.name,
    address: page.premise.address,
    meterSerial: page.meter?.serial ?? null,
    balance,
    pastDue,
    toPay: '',
    service,
  };
}

/** An account as it stands now; null when there is no such account any more. */
async function ask(api: Api, accountId: number, signal: AbortSignal): Promise<AccountHit | null> {
  try {
    return lineOf(await api.get(`/api/accounts/${accountId}`, accountPage, { signal }));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** The accounts this user opened last in this tab, with what they owe now. */
export function RecentCard({ staffId }: { staffId: number }): VNode {
  const { api, recent } = useDesk();
  const ids = useMemo(() => recent.of(staffId), [recent, staffId]);
  const lines = useLoaded(ids.join(), (signal) => Promise.all(ids.map((id) => ask(api, id, signal))));
  return (
    <LoadedView of={lines} what="the accounts opened last">
      {(found) => (
        <section class="cs-card found" aria-labelledby="opened-last">
          <h2 class="card-head" id="opened-last">
            Opened last <span class="cs-muted cs-small">in this tab, until you sign out</span>
          </h2>
          <HitsTable
            caption="Accounts opened last"
            hits={found.filter((hit) => hit !== null)}
            empty={
              <p class="card-pad cs-muted">
                No account opened yet. The last ones you open stand here, with what they owe and whether the water is
                on.
              </p>
            }
          />
        </section>
      )}
    </LoadedView>
  );
}
