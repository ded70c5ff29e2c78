import { BILLING_OFFICE, DIAL_ROLES, readingList } from '@curbstop/contracts';
import type { ReadingDecision, ReadingList } from '@curbstop/contracts';
import { dialShape, dialWords } from '@curbstop/policy';
import { Button, Chip, civilDay, Empty, mayUse, newId, Table, useObservable } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { DialDialog } from './dial-dialog.tsx';
import { ExchangeDialog } from './exchange-dialog.tsx';
import { READ_BY, readingDecision } from './reading-decision.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { Decision } from './reason-dialog.tsx';

type Reading = ReadingList['readings'][number];
type Meter = ReadingList['meters'][number];

function Quality({ reading }: { reading: Reading }): VNode {
  const { quality } = reading;
  if (quality === 'suspect') return <Chip tone="warn">Doubted</Chip>;
  if (quality === 'void') return <Chip tone="plain">Void</Chip>;
  return <Chip tone="ok">{quality === 'estimated' ? 'Estimated' : 'Final'}</Chip>;
}

interface RowsProps {
  readonly accountId: number;
  readonly readings: readonly Reading[];
  readonly formats: CityFormats;
  readonly mayDecide: boolean;
  readonly onDecide: (decision: Decision) => void;
}

function Readings({ accountId, readings, formats, mayDecide, onDecide }: RowsProps): VNode {
  const ask = (reading: Reading, deed: ReadingDecision['deed'], says: string): VNode => (
    <Button
      size="small"
      kind="quiet"
      label={`${says}: ${dialWords(reading.register, reading.dial)}, ${formats.dayTime(reading.at)}`}
      onClick={() => onDecide(readingDecision(`/api/accounts/${accountId}/readings/decide`, reading, deed))}
    >
      {says}
    </Button>
  );
  return (
    <Table
      caption="Readings of this place"
      rows={readings}
      keyOf={(reading) => `${reading.meterId} ${reading.at}`}
      empty={
        <div class="card-pad">
          <Empty title="No readings">The meter was not read yet.</Empty>
        </div>
      }
      columns={[
        { key: 'at', head: 'Read', cell: (reading) => formats.dayTime(reading.at) },
        { key: 'register', head: 'Register', cell: (reading) => dialWords(reading.register, reading.dial) },
        { key: 'source', head: 'By', cell: (reading) => READ_BY[reading.source] },
        {
          key: 'quality',
          head: 'State',
          cell: (reading) => (
            <>
              <Quality reading={reading} />
              <span class="cs-muted cs-small">
                {' '}
                {reading.quality !== 'valid' && reading.doubt}
                {reading.reason !== null && ` ${reading.decidedBy ?? ''}: ${reading.reason}`}
              </span>
            </>
          ),
        },
        {
          key: 'deeds',
          head: <span class="cs-unseen">Actions</span>,
          cell: (reading) =>
            mayDecide ? (
              <div class="row-deeds">
                {reading.quality !== 'valid' && ask(reading, 'accept', 'Accept')}
                {reading.quality !== 'void' && ask(reading, 'void', 'Void')}
                {reading.quality === 'suspect' && ask(reading, 'began-again', 'Began again')}
              </div>
            ) : null,
        },
      ]}
    />
  );
}

function meterWords({ serial, size, dial, installedOn, removedOn, startRegister, startDial }: Meter): string {
  const stay = removedOn === null ? '' : `, removed ${civilDay(removedOn, 'year')}`;
  return `Meter ${serial}, ${size} inch, ${dialShape(dial)}, installed ${civilDay(installedOn, 'year')} at ${dialWords(startRegister, startDial)}${stay}.`;
}

/** Asks that a crew exchanges the meter, and why. */
function exchangeOrder(accountId: number, { meterId, serial }: Meter): Decision {
  return {
    title: 'Send a crew to exchange the meter?',
    confirm: 'Order the exchange',
    path: `/api/accounts/${accountId}/meter-exchange-order`,
    body: { meterId },
    field: 'reason',
    idempotencyKey: newId(),
    says: `Meter ${serial}. Dispatch sees the order and your reason, and sends it out. No fee is charged.`,
  };
}

export interface MeterTabProps {
  readonly accountId: number;
  readonly version: number;
  readonly formats: CityFormats;
}

/** The meter of the place and its readings: what is doubted first, with what a person makes of it. */
export function MeterTab({ accountId, version, formats }: MeterTabProps): VNode {
  const { api, session } = useDesk();
  const who = useObservable(session.state);
  const mayDecide = who.phase === 'in' && mayUse(who.me, BILLING_OFFICE);
  const decision = useDialog<Decision>();
  const exchange = useDialog<Meter>();
  const dial = useDialog<Meter>();
  const mayCorrect = who.phase === 'in' && mayUse(who.me, DIAL_ROLES);
  const read = useLoaded(String(version), (signal) =>
    api.get(`/api/accounts/${accountId}/readings`, readingList, { signal }),
  );
  return (
    <LoadedView of={read} what="the readings">
      {({ meters, readings }) => {
        const here = meters.find((meter) => meter.removedOn === null);
        return (
          <>
            <div class="card-pad">
              {meters.length === 0 && <Empty title="No meter">There is no meter at this place.</Empty>}
              {meters.map((meter) => (
                <p key={meter.meterId}>{meterWords(meter)}</p>
              ))}
              {here && mayDecide && (
                <span class="small-actions">
                  <Button size="small" onClick={() => exchange.open(here)}>
                    Exchange the meter
                  </Button>
                  <Button size="small" onClick={() => decision.open(exchangeOrder(accountId, here))}>
                    Send a crew to exchange it
                  </Button>
                  {mayCorrect && (
                    <Button size="small" onClick={() => dial.open(here)}>
                      Correct the dial
                    </Button>
                  )}
                </span>
              )}
            </div>
            <Readings
              accountId={accountId}
              readings={readings}
              formats={formats}
              mayDecide={mayDecide}
              onDecide={decision.open}
            />
            {decision.shown && <ReasonDialog of={decision.shown} onClose={decision.close} onDone={read.reload} />}
            {dial.shown && (
              <DialDialog accountId={accountId} meter={dial.shown} onClose={dial.close} onDone={read.reload} />
            )}
            {exchange.shown && (
              <ExchangeDialog
                accountId={accountId}
                meter={exchange.shown}
                onClose={exchange.close}
                onDone={read.reload}
              />
            )}
          </>
        );
      }}
    </LoadedView>
  );
}
