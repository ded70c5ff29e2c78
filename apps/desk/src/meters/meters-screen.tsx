import { heldBillList } from '@curbstop/contracts';
import type { HeldBillList } from '@curbstop/contracts';
import { dialFace, dialWords } from '@curbstop/policy';
import { accountNumber, Button, Empty, mayUse, money, Table, usageWords, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { hrefOf } from '../routes.ts';
import type { MeterPart } from '../routes.ts';
import { PartsNav } from '../shell/parts-nav.tsx';
import { useDialog } from '../shell/use-dialog.ts';
import { useTaskNews } from '../tasks/use-task-news.ts';
import { DeadLetters } from './dead-letters.tsx';
import { DoubtedReadings } from './doubted-readings.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import type { Decision } from './reason-dialog.tsx';

type Held = HeldBillList['bills'][number];

const HELD_DEEDS = [
  ['release', 'Release', 'The bill is made as it is, dated today.'],
  ['void-reading', 'Void reading', 'Its reading counts for nothing, and a crew reads the meter.'],
  ['read-again', 'Read again', 'A crew reads the meter, and the two readings are compared.'],
] as const;

function heldDecision(bill: Held, [deed, title, effect]: (typeof HELD_DEEDS)[number]): Decision {
  return {
    title: `${title}?`,
    confirm: title,
    path: `/api/held-bills/${bill.heldId}/decide`,
    body: { deed, version: bill.version },
    field: 'reason',
    says: `${bill.customer}, ${bill.address}: ${money(bill.amount)}, ${bill.message} ${effect}`,
  };
}

/** From one face to the other; the unit is said once where both have it. */
function registerSpan({ startRegister, startDial, endRegister, dial }: Held): string {
  const start = startDial.unit === dial.unit ? dialFace(startRegister, startDial) : dialWords(startRegister, startDial);
  return `${start} to ${dialWords(endRegister, dial)}`;
}

function HeldBills({ version }: { version: number }): VNode {
  const { api, clock } = useDesk();
  const { units } = useObservable(clock.time);
  const decision = useDialog<Decision>();
  const read = useLoaded(String(version), (signal) => api.get('/api/held-bills', heldBillList, { signal }));
  return (
    <LoadedView of={read} what="the held bills">
      {({ bills }) => (
        <section class="cs-card lined by-line" aria-label="Held bills">
          <Table
            caption="Bills far above the account’s own use"
            rows={bills}
            keyOf={(bill) => bill.heldId}
            empty={
              <div class="card-pad">
                <Empty title="No held bills">A bill far above the account’s own use waits here for a person.</Empty>
              </div>
            }
            columns={[
              {
                key: 'account',
                head: 'Account',
                cell: (bill) => (
                  <>
                    <a href={hrefOf({ name: 'account', accountId: bill.accountId, tab: 'meter' })}>{bill.customer}</a>
                    <span class="cs-muted cs-small">
                      {' '}
                      {bill.address} · {accountNumber(bill.number)}
                    </span>
                  </>
                ),
              },
              { key: 'amount', head: 'Bill', cell: (bill) => <strong>{money(bill.amount)}</strong> },
              {
                key: 'use',
                head: 'Use',
                cell: (bill) =>
                  `${usageWords(bill.units, units.usage)}; ${bill.usualUnits === null ? 'no bill before' : `usually ${usageWords(bill.usualUnits, units.usage)}`}`,
              },
              {
                key: 'register',
                head: 'Register',
                cell: (bill) => registerSpan(bill),
              },
              {
                key: 'deeds',
                head: <span class="cs-unseen">Actions</span>,
                cell: (bill) => (
                  <div class="row-deeds">
                    {HELD_DEEDS.map((deed) => (
                      <Button
                        key={deed[0]}
                        size="small"
                        label={`${deed[1]}: ${bill.customer}`}
                        onClick={() => decision.open(heldDecision(bill, deed))}
                      >
                        {deed[1]}
                      </Button>
                    ))}
                  </div>
                ),
              },
            ]}
          />
          {decision.shown && <ReasonDialog of={decision.shown} onClose={decision.close} onDone={read.reload} />}
        </section>
      )}
    </LoadedView>
  );
}

/** What meters leave to a person: bills that wait because of a reading, readings that are doubted, and messages that could not be handled. */
export function MetersScreen({ part }: { part: MeterPart }): VNode {
  const { session } = useDesk();
  const who = useObservable(session.state);
  const [version] = useTaskNews();
  const seesMessages = who.phase === 'in' && mayUse(who.me, ['supervisor', 'admin']);
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Meters</h1>
        <PartsNav
          label="Parts of this page"
          parts={[
            { says: 'Held bills', to: { name: 'meters', part: 'held-bills' }, here: part === 'held-bills' },
            {
              says: 'Doubted readings',
              to: { name: 'meters', part: 'doubted-readings' },
              here: part === 'doubted-readings',
            },
            ...(seesMessages
              ? [{ says: 'Messages', to: { name: 'meters', part: 'messages' } as const, here: part === 'messages' }]
              : []),
          ]}
        />
      </div>
      {part === 'messages' && seesMessages && <DeadLetters version={version} />}
      {part === 'doubted-readings' && <DoubtedReadings />}
      {(part === 'held-bills' || (part === 'messages' && !seesMessages)) && <HeldBills version={version} />}
    </>
  );
}
