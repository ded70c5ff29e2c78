import { CHANNELS, TENDERS } from '@curbstop/policy';
import type { PastPayment } from '@curbstop/contracts';
import { Button, Chip, cityFormats, civilDay, money, Table, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { MoreRows } from '../load/more-rows.tsx';
import { useSomeRows } from '../load/some-rows.ts';
import { CHANNEL_WORDS, METHOD_WORDS } from '../payment/words.ts';
import { returnRefusal } from './foresee-return.ts';
import { rowsByKey } from '../shell/rows-by-key.ts';

/** `Check 1201, drop box` */
export function paidSays({
  method,
  channel,
  reference,
}: Pick<PastPayment, 'method' | 'channel' | 'reference'>): string {
  const tender = TENDERS.find((each) => each === method);
  const way = CHANNELS.find((each) => each === channel);
  const words = [tender ? METHOD_WORDS[tender] : method, reference].filter((part) => part !== '').join(' ');
  return way ? `${words}, ${CHANNEL_WORDS[way].toLowerCase().replace('(ach)', '(ACH)')}` : words;
}

export interface PaymentsTableProps {
  readonly payments: readonly PastPayment[];
  readonly chosen: number | null;
  readonly onChoose: (payment: PastPayment) => void;
}

/** The latest payments of an account, each to be chosen. */
export function PaymentsTable({ payments, chosen, onChoose }: PaymentsTableProps): VNode {
  const { clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const some = useSomeRows(payments);
  return (
    <div class="lined payments" onKeyDown={rowsByKey}>
      <Table
        caption="Its payments, the latest first"
        rows={some.shown}
        keyOf={(payment) => payment.paymentId}
        selected={(payment) => payment.paymentId === chosen}
        columns={[
          {
            key: 'day',
            head: 'Counted on',
            width: '128px',
            cell: (payment) => (
              <>
                {civilDay(payment.effective, 'year')}
                {payment.doubt !== null ? (
                  <Chip tone="warn">In doubt</Chip>
                ) : payment.setAside ? (
                  <Chip tone="stop">Set aside</Chip>
                ) : (
                  !payment.credited && <Chip tone="warn">To come</Chip>
                )}
              </>
            ),
          },
          {
            key: 'how',
            head: 'Paid with',
            cell: (payment) => (
              <>
                {paidSays(payment)}
                {payment.returnedAt !== null && (
                  <>
                    {' '}
                    <Chip tone="stop">
                      Came back {formats.yearDay(payment.returnedAt)}, {payment.returnCode}
                    </Chip>
                  </>
                )}
              </>
            ),
          },
          { key: 'amount', head: 'Amount', num: true, width: '90px', cell: (payment) => money(payment.amount) },
          {
            key: 'choose',
            head: <span class="cs-unseen">Choose</span>,
            width: '116px',
            // Cash and cards do not come back from a bank, and nothing comes back twice.
            cell: (payment) =>
              payment.doubt === null && returnRefusal(payment) ? null : (
                <Button
                  size="small"
                  pressed={payment.paymentId === chosen}
                  label={`${money(payment.amount)} of ${civilDay(payment.effective)} ${payment.doubt === null ? 'came back' : 'is in doubt'}`}
                  onClick={() => onChoose(payment)}
                >
                  {payment.doubt === null ? 'Came back' : 'Decide'}
                </Button>
              ),
          },
        ]}
      />
      <MoreRows of={some} />
    </div>
  );
}
