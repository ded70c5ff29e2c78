import { Button, OwnTwoStep, SignOutButton, useObservable } from '@curbstop/ui';
import type { Theme } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { placeWords } from '../place/place-words.ts';
import { useCityNow, useCrew, useFormats, useTablet } from '../tablet/use-tablet.ts';
import type { Look } from './look.ts';
import { go } from './route.ts';
import { askForStorage, storageWords } from './storage.ts';
import type { StorageFacts } from './storage.ts';
import type { Update } from './update.ts';

const THEMES: readonly { readonly theme: Theme; readonly name: string }[] = [
  { theme: 'sun', name: 'Sunlight' },
  { theme: 'light', name: 'Light' },
  { theme: 'dark', name: 'Dark' },
];

/** Storage facts, asked when shown. */
export function useStorage(): StorageFacts | null {
  const { onError } = useTablet();
  const [facts, setFacts] = useState<StorageFacts | null>(null);
  useEffect(() => {
    askForStorage(navigator.storage).then(setFacts, onError);
  }, [onError]);
  return facts;
}

/** Who is at the tablet, how it looks, and the way out. */
export function TabletPage({ look, update }: { look: Look; update: Update }): VNode {
  const { clock, session, queue, day, place } = useTablet();
  const { units } = useObservable(clock.time);
  const crew = useCrew();
  const formats = useFormats();
  const now = useCityNow(5_000);
  const theme = useObservable(look.theme);
  const waiting = useObservable(queue).waiting.filter((record) => record.crewId === crew.crewId);
  const { today } = useObservable(day.state);
  const here = useObservable(place.state);
  const ready = useObservable(update.ready);
  const storage = useStorage();
  return (
    <section class="f-page">
      <header class="f-head">
        <h1>This tablet</h1>
        <Button icon="back" onClick={() => go({ page: 'stops' })}>
          My stops
        </Button>
      </header>
      <dl class="f-facts">
        <dt>Signed in</dt>
        <dd>
          {crew.name} ({crew.username}){today && `, ${today.crewName}, ${today.truck}`}
        </dd>
        <dt>City’s day</dt>
        <dd>{formats.longDay(now)}</dd>
        <dt>Position</dt>
        <dd>
          {placeWords(here, now, units.distance)}. {here.problem === 'denied' && 'Allow it in the browser’s settings. '}
          Told to dispatch while you are signed in, and never after.
        </dd>
        <dt>Storage</dt>
        <dd>{storage ? storageWords(storage) : 'Asking the browser'}</dd>
      </dl>
      <h2>Look</h2>
      <div class="f-choice" role="group" aria-label="Look">
        {THEMES.map(({ theme: one, name }) => (
          <Button key={one} pressed={theme === one} onClick={() => look.choose(one)}>
            {name}
          </Button>
        ))}
      </div>
      <h2>Two-step sign-in</h2>
      <div class="f-two-step">
        <OwnTwoStep session={session} me={crew} />
      </div>
      {ready && (
        <>
          <h2>Version</h2>
          <Button onClick={update.take}>Load the newer version</Button>
        </>
      )}
      <h2>Sign out</h2>
      {waiting.length > 0 ? (
        <Button refused={{ reason: `${waiting.length} not sent. Locked until all is sent.` }}>Sign out</Button>
      ) : (
        <SignOutButton session={session} />
      )}
    </section>
  );
}
