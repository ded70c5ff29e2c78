import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LoadedView } from '../load/loaded-view.tsx';
import { AccountPicker } from '../search/account-picker.tsx';
import type { Picked } from '../search/account-picker.tsx';
import { OpenReturnsCard } from './open-returns.tsx';
import { usePage } from './picked-account.tsx';
import { ReturnForm } from './return-form.tsx';
import { WindowsCard } from './windows-card.tsx';

function Chosen({ accountId, onDone }: { accountId: number; onDone: () => void }): VNode {
  const page = usePage(accountId);
  return (
    <LoadedView of={page} what="the account">
      {(data) => (
        <ReturnForm
          page={data}
          onDone={() => {
            page.refresh();
            onDone();
          }}
        />
      )}
    </LoadedView>
  );
}

/** K, J.4.a: what comes back from a bank, what of it is not made good, and when the website takes no payments. */
export function ReturnsPart(): VNode {
  const [picked, setPicked] = useState<Picked | null>(null);
  const [version, setVersion] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div class="money">
      <section class="cs-card card-pad return-card">
        <h2>Enter a returned payment</h2>
        <div class="money-who">
          <AccountPicker label="Account" picked={picked} boxRef={box} onPick={setPicked} />
        </div>
        {picked ? (
          <Chosen
            key={picked.accountId}
            accountId={picked.accountId}
            onDone={() => setVersion((before) => before + 1)}
          />
        ) : (
          <p class="cs-muted">Its payments are shown, and what the return of one does, before anything is done.</p>
        )}
      </section>
      <OpenReturnsCard version={version} />
      <WindowsCard />
    </div>
  );
}
