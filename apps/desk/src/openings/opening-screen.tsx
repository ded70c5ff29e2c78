import { accountPage, tenure } from '@curbstop/contracts';
import { Button, Empty, mayUse, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { hrefOf } from '../routes.ts';
import { AccountPicker } from '../search/account-picker.tsx';
import { SignUpCard } from './sign-up-card.tsx';
import { OPENERS } from './words.ts';

/** The place that somebody signs up for, found by its street or by who lives there. */
function FindPlace(): VNode {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section class="cs-card card-pad find-place">
      <AccountPicker
        label="Which place?"
        hint="Two letters or more of the street, of who has the account there now or had it last, or the meter’s number."
        boxRef={box}
        picked={null}
        onPick={(hit) => {
          if (hit) location.hash = hrefOf({ name: 'opening', at: hit.accountId });
        }}
      />
    </section>
  );
}

function Chosen({ at }: { at: number }): VNode {
  const { api } = useDesk();
  const [version, setVersion] = useState(0);
  const place = useLoaded(String(version), async (signal) => {
    const [page, { servicePointId }] = await Promise.all([
      api.get(`/api/accounts/${at}`, accountPage, { signal }),
      api.get(`/api/accounts/${at}/tenure`, tenure, { signal }),
    ]);
    return { page, servicePointId };
  });
  return (
    <LoadedView of={place} what="the place">
      {(found) => <SignUpCard {...found} onDone={() => setVersion((before) => before + 1)} />}
    </LoadedView>
  );
}

/** A.1, A.2: somebody signs up for a place; whether and why it would be refused is said while the form is filled in. */
export function OpeningScreen({ at }: { at: number | null }): VNode {
  const { session } = useDesk();
  const who = useObservable(session.state);
  const may = who.phase === 'in' && mayUse(who.me, OPENERS);
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Open an account</h1>
        {at !== null && (
          <Button
            size="small"
            kind="quiet"
            onClick={() => {
              location.hash = hrefOf({ name: 'opening', at: null });
            }}
          >
            Choose another place
          </Button>
        )}
      </div>
      {!may ? (
        <Empty title="Accounts are opened by the billing office">Your roles do not include it.</Empty>
      ) : at === null ? (
        <FindPlace />
      ) : (
        <Chosen key={at} at={at} />
      )}
    </>
  );
}
