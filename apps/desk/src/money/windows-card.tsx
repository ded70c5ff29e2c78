import { websiteWindows } from '@curbstop/contracts';
import type { Role, WebsiteWindows } from '@curbstop/contracts';
import {
  Button,
  Chip,
  cityFormats,
  ClauseTag,
  Dialog,
  Empty,
  mayUse,
  Table,
  useNow,
  useObservable,
} from '@curbstop/ui';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { z } from 'zod';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { useLoaded } from '../load/use-loaded.ts';
import { rowsByKey } from '../shell/rows-by-key.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { WindowForm } from './window-form.tsx';

/** Who takes the website's payments down (J.4.a). */
const PLANNERS: readonly Role[] = ['supervisor', 'finance', 'asst-director-finance', 'admin'];
const NOT_YOURS = { reason: 'A supervisor or Finance does this.', clauses: ['J.4.a'] };

type Line = WebsiteWindows['windows'][number];

function OffDialog({ window, onClose, onDone }: { window: Line; onClose: () => void; onDone: () => void }): VNode {
  const { api, clock } = useDesk();
  const deed = useDeed();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const begun = window.from <= clock.now();
  const send = (): void =>
    deed.run(async () => {
      await api.delete(`/api/website-windows/${window.windowId}`, z.unknown());
      onDone();
      onClose();
    });
  return (
    <Dialog
      open
      title={begun ? 'Bring the website back now?' : 'Keep the website up?'}
      confirm={begun ? 'Bring it back' : 'Keep it up'}
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        {formats.dayTime(window.from)} to {formats.dayTime(window.to)}: {window.reason}
      </p>
      <p>
        {begun
          ? 'The website takes payments again at once. Who lost an evening still has a task with a supervisor.'
          : 'The website takes payments as on any evening, and the tasks for lost evenings are closed.'}
      </p>
      <Trouble error={deed.error} unknown="Send it again: it is called off once." />
    </Dialog>
  );
}

/** J.4.a: when the website takes no payments: what is planned, and a new one with whom it would cost the last evening. */
export function WindowsCard(): VNode {
  const { api, clock, session } = useDesk();
  const who = useObservable(session.state);
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const now = useNow(clock, 15_000);
  const [version, setVersion] = useState(0);
  const [planning, setPlanning] = useState(false);
  const dialog = useDialog<Line>();
  const plan = useRef<HTMLButtonElement>(null);
  const may = who.phase === 'in' && mayUse(who.me, PLANNERS);
  const again = (): void => setVersion((before) => before + 1);
  const closePlan = (): void => {
    setPlanning(false);
    requestAnimationFrame(() => plan.current?.focus());
  };
  const list = useLoaded(String(version), (signal) => api.get('/api/website-windows', websiteWindows, { signal }));
  return (
    <section class="cs-card lined" onKeyDown={rowsByKey}>
      <div class="windows-head">
        <h2 class="card-head">
          Website outages <ClauseTag clause="J.4.a" />
        </h2>
        {!planning && (
          <Button ref={plan} size="small" refused={may ? null : NOT_YOURS} onClick={() => setPlanning(true)}>
            Plan a time
          </Button>
        )}
      </div>
      {planning && <WindowForm onClose={closePlan} onDone={again} />}
      <LoadedView of={list} what="the planned times">
        {({ windows }) => (
          <Table
            caption="Website outages"
            rows={windows}
            keyOf={(window) => window.windowId}
            empty={<Empty title="Nothing is planned">The website takes payments day and night.</Empty>}
            columns={[
              {
                key: 'from',
                head: 'From',
                width: '190px',
                cell: (window) => (
                  <>
                    {formats.dayTime(window.from)} {window.from <= now && <Chip tone="warn">Now</Chip>}
                  </>
                ),
              },
              { key: 'to', head: 'To', width: '190px', cell: (window) => formats.dayTime(window.to) },
              { key: 'why', head: 'Why', cell: (window) => window.reason },
              {
                key: 'off',
                head: <span class="cs-unseen">Call off</span>,
                width: '150px',
                cell: (window) => (
                  <Button
                    size="small"
                    refused={may ? null : NOT_YOURS}
                    label={`Call off ${formats.dayTime(window.from)}`}
                    onClick={() => dialog.open(window)}
                  >
                    Call off
                  </Button>
                ),
              },
            ]}
          />
        )}
      </LoadedView>
      {dialog.shown && <OffDialog window={dialog.shown} onClose={dialog.close} onDone={again} />}
    </section>
  );
}
