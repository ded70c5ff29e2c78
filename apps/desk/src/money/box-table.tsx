import { accountNumber, Button, Chip, civilDay, ClauseTag, ClauseTags, Icon, money, Table } from '@curbstop/ui';
import type { VNode } from 'preact';
import type { ForeseenPayment } from '../payment/judge.ts';
import { METHOD_WORDS } from '../payment/words.ts';
import { hrefOf } from '../routes.ts';
import { rowsByKey } from '../shell/rows-by-key.ts';
import type { BoxLine } from './drop-box.ts';

export interface BoxTableProps {
  readonly lines: readonly BoxLine[];
  readonly foreseen: (line: BoxLine) => ForeseenPayment | null;
  readonly posting: boolean;
  readonly onEdit: (line: BoxLine) => void;
  readonly onRemove: (line: BoxLine) => void;
}

function Refused({ says, clauses }: { says: string; clauses: readonly string[] }): VNode {
  return (
    <span class="cs-error">
      <Icon name="lock" />
      <span>
        {says} <ClauseTags clauses={clauses} />
      </span>
    </span>
  );
}

/** What became of a line, or would. */
function State({ line, foreseen }: { line: BoxLine; foreseen: ForeseenPayment | null }): VNode {
  const { state } = line;
  if (state.name === 'done')
    return (
      <>
        <Chip tone="ok">Posted, counts on {civilDay(state.effective, 'week')}</Chip> <ClauseTag clause={state.clause} />
        <span class="cs-muted cs-small">Payment number {state.paymentId}</span>
      </>
    );
  if (state.name === 'refused') return <Refused {...state} />;
  if (state.name === 'sent') return <Chip tone="warn">Sent, no answer yet. Post again.</Chip>;
  if (foreseen === null) return <span class="cs-muted">The server decides when it is posted.</span>;
  if (!foreseen.answer.granted) return <Refused {...foreseen.answer} />;
  return (
    <>
      Counts on {civilDay(foreseen.day.day, 'week')} <ClauseTag clause={foreseen.day.clause} />
      <span class="cs-muted cs-small">{foreseen.day.says}</span>
    </>
  );
}

/** The lines of a batch, numbered; up and down go from line to line. */
export function BoxTable({ lines, foreseen, posting, onEdit, onRemove }: BoxTableProps): VNode {
  return (
    <div onKeyDown={rowsByKey}>
      <Table
        caption="Lines of the batch"
        rows={lines}
        keyOf={(line) => line.key}
        columns={[
          { key: 'nth', head: 'Line', width: '44px', num: true, cell: (line) => lines.indexOf(line) + 1 },
          {
            key: 'account',
            head: 'Account',
            cell: ({ account }) => (
              <>
                <a href={hrefOf({ name: 'account', accountId: account.accountId, tab: 'ledger' })}>
                  {account.customer}
                </a>
                <span class="cs-muted cs-small">
                  {account.address} · {accountNumber(account.number)}
                </span>
              </>
            ),
          },
          {
            key: 'tender',
            head: 'Paid with',
            width: '130px',
            cell: (line) => `${METHOD_WORDS[line.tender]}${line.reference === '' ? '' : ` ${line.reference}`}`,
          },
          {
            key: 'state',
            head: 'What it does',
            width: '40%',
            cell: (line) => <State line={line} foreseen={foreseen(line)} />,
          },
          { key: 'amount', head: 'Amount', width: '96px', num: true, cell: (line) => money(line.amount) },
          {
            key: 'change',
            head: <span class="cs-unseen">Change</span>,
            width: '132px',
            cell: (line) =>
              (line.state.name === 'entered' || line.state.name === 'refused') &&
              !posting && (
                <span class="box-change">
                  <Button size="small" label={`Change line ${lines.indexOf(line) + 1}`} onClick={() => onEdit(line)}>
                    Change
                  </Button>
                  <Button
                    size="small"
                    kind="quiet"
                    icon="cross"
                    label={`Take line ${lines.indexOf(line) + 1} out`}
                    onClick={() => onRemove(line)}
                  >
                    {null}
                  </Button>
                </span>
              ),
          },
        ]}
      />
    </div>
  );
}
