import { websitePlanned, websitePreview } from '@curbstop/contracts';
import type { WebsitePreview } from '@curbstop/contracts';
import { addDays, dayOf, instant } from '@curbstop/policy';
import { Button, count, Empty, Table, TextField, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { MoreRows } from '../load/more-rows.tsx';
import { useSomeRows } from '../load/some-rows.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { useOnline } from '../requests/use-online.ts';
import { accountLink } from './account-link.tsx';
import { checkWindow } from './window.ts';
import type { TypedWindow } from './window.ts';

/** Every bill of the city is looked at. In milliseconds. */
const PATIENCE = 60_000;

type Affected = WebsitePreview['affected'][number];

/** Who would lose the last evening to pay on the website. */
function AffectedTable({ affected }: { affected: readonly Affected[] }): VNode {
  const some = useSomeRows(affected);
  return (
    <div class="affected">
      <h3>
        {affected.length === 0
          ? 'Nobody loses an evening'
          : `${count(affected.length, 'account')} lose the last evening to pay online`}
      </h3>
      <Table
        caption="Accounts that lose the last evening"
        rows={some.shown}
        keyOf={(each) => each.accountId}
        empty={<Empty title="Nobody">No bill is due, or must be paid, in the evening that this takes.</Empty>}
        columns={[
          { key: 'account', head: 'Account', width: '280px', cell: accountLink },
          { key: 'says', head: 'What it costs them', cell: (each) => each.says },
        ]}
      />
      <MoreRows of={some} />
    </div>
  );
}

/** A new time: looked at first, then planned. The same hours sent again are the same window. */
export function WindowForm({ onClose, onDone }: { onClose: () => void; onDone: () => void }): VNode {
  const { api, clock } = useDesk();
  const { timeZone } = useObservable(clock.time);
  const online = useOnline();
  const looking = useDeed();
  const planning = useDeed();
  const today = dayOf(instant(clock.now()), timeZone);
  const [typed, setTyped] = useState<TypedWindow>({
    fromOn: today,
    fromAt: '22:00',
    toOn: addDays(today, 1),
    toAt: '00:00',
    reason: '',
  });
  const [tried, setTried] = useState(false);
  const [affected, setAffected] = useState<readonly Affected[] | null>(null);
  const [planned, setPlanned] = useState<number | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const checked = checkWindow(typed, timeZone, instant(clock.now()));
  const errors = tried && !checked.ok ? checked.errors : {};
  const change = (part: Partial<TypedWindow>): void => {
    setTyped((before) => ({ ...before, ...part }));
    setAffected(null);
    planning.forget();
  };
  const look = (): void => {
    setTried(true);
    if (!checked.ok) return;
    looking.run(async () => {
      const { window } = checked;
      const found = await api.post('/api/website-windows/preview', window, websitePreview, { timeoutMs: PATIENCE });
      setAffected(found.affected);
    });
  };
  const plan = (): void => {
    if (!checked.ok) return;
    planning.run(async () => {
      const made = await api.post('/api/website-windows', checked.window, websitePlanned, { timeoutMs: PATIENCE });
      setPlanned(made.affected.length);
      onDone();
    });
  };
  if (planned !== null)
    return (
      <div class="cs-state called-off window-done" role="status">
        <strong>It is planned</strong>
        <p>
          {planned === 0
            ? 'Nobody loses an evening by it.'
            : `A supervisor has a task for each of ${count(planned, 'account')}, and may give a business day more.`}{' '}
          <button type="button" class="cs-link" onClick={onClose}>
            Close
          </button>
        </p>
      </div>
    );
  return (
    <form
      ref={form}
      class="window-form"
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (affected === null) look();
        else if (online) plan();
      }}
    >
      <fieldset class="window-fields" disabled={planning.busy}>
        <legend class="cs-unseen">The time without payments on the website</legend>
        <TextField
          label="From"
          type="date"
          value={typed.fromOn}
          onValue={(fromOn) => change({ fromOn })}
          error={errors['from'] ?? null}
        />
        <TextField label="From, at" maxLength={5} value={typed.fromAt} onValue={(fromAt) => change({ fromAt })} />
        <TextField
          label="To"
          type="date"
          value={typed.toOn}
          onValue={(toOn) => change({ toOn })}
          error={errors['to'] ?? looking.on('to')}
        />
        <TextField label="To, at" maxLength={5} value={typed.toAt} onValue={(toAt) => change({ toAt })} />
        <TextField
          label="Why"
          maxLength={200}
          autocomplete="off"
          value={typed.reason}
          onValue={(reason) => change({ reason })}
          error={errors['reason'] ?? null}
        />
      </fieldset>
      <Trouble error={looking.error ?? planning.error} unknown="Send it again: the same hours are planned once." />
      {affected !== null && <AffectedTable affected={affected} />}
      <p class="money-deed">
        <Button onClick={onClose} disabled={planning.busy}>
          Cancel
        </Button>
        <Button
          kind={affected === null ? 'plain' : 'primary'}
          type="submit"
          busy={looking.busy || planning.busy}
          refused={online ? null : { reason: 'No network. Nothing is sent; what you typed is kept here.' }}
        >
          {affected === null ? 'See whom it costs an evening' : 'Plan it'}
        </Button>
      </p>
    </form>
  );
}
