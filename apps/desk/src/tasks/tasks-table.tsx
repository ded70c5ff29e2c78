import type { TaskState, TaskView } from '@curbstop/contracts';
import { accountNumber, Button, Chip, ClauseTag, Table } from '@curbstop/ui';
import type { CityFormats, Column } from '@curbstop/ui';
import type { VNode } from 'preact';
import { hrefOf } from '../routes.ts';
import type { Tab } from '../routes.ts';
import { dueWords } from './due.ts';

export interface TasksTableProps {
  readonly caption: string;
  readonly tasks: readonly TaskView[];
  readonly state: TaskState;
  readonly now: number;
  readonly formats: CityFormats;
  readonly onDone: (task: TaskView) => void;
}

/** Where the matter of a task stands on its account; else with the ledger. */
const TABS: Readonly<Record<string, Tab>> = {
  'read-doubt': 'meter',
  'read-clash': 'meter',
  'register-began-again': 'meter',
  'device-alarm': 'meter',
  'correct-bill': 'bills',
};

/** A task of no account leads to the page where its matter is dealt with, where there is one. */
function City({ kind }: { kind: string }): VNode {
  if (kind === 'publish-report') return <a href={hrefOf({ name: 'reports' })}>Yearly count</a>;
  if (kind === 'unhandled-message')
    return <a href={hrefOf({ name: 'meters', part: 'messages' })}>Messages of meters</a>;
  if (kind === 'read-doubt') return <a href={hrefOf({ name: 'meters', part: 'doubted-readings' })}>Doubted readings</a>;
  return <>The whole city</>;
}

function Account({ task }: { task: TaskView }): VNode {
  const { account } = task;
  if (!account) return <City kind={task.kind} />;
  const { accountId } = account;
  const href =
    task.kind === 'odd-bill'
      ? hrefOf({ name: 'meters', part: 'held-bills' })
      : hrefOf({ name: 'account', accountId, tab: TABS[task.kind] ?? 'ledger' });
  return (
    <>
      <a href={href}>{account.customer}</a>
      <span class="cs-muted cs-small">
        {account.address} · {accountNumber(account.number)}
      </span>
    </>
  );
}

/** Tasks, a line each: until when, whose account, what is to be decided and by which clause. */
export function TasksTable({ caption, tasks, state, now, formats, onDone }: TasksTableProps): VNode {
  const due: Column<TaskView> = {
    key: 'due',
    head: 'Due',
    width: '190px',
    cell: ({ dueAt }) => {
      const { says, tone } = dueWords(dueAt, now, formats);
      return tone === 'plain' ? says : <Chip tone={tone}>{says}</Chip>;
    },
  };
  const done: Column<TaskView> = {
    key: 'when',
    head: 'Done',
    width: '190px',
    cell: (task) => (task.done ? formats.dayTime(task.done.at) : ''),
  };
  const end: Column<TaskView> = {
    key: 'end',
    head: <span class="cs-unseen">Action</span>,
    width: '220px',
    cell: (task) =>
      task.closedBy === null ? (
        <Button size="small" onClick={() => onDone(task)} label={`Mark done: ${task.says}`}>
          Mark done
        </Button>
      ) : (
        <span class="cs-muted cs-small">{task.closedBy}</span>
      ),
  };
  const outcome: Column<TaskView> = {
    key: 'outcome',
    head: 'What came of it',
    cell: (task) => (
      <>
        {task.done?.outcome} <span class="cs-muted cs-small">{task.done?.by}</span>
      </>
    ),
  };
  return (
    <Table
      caption={caption}
      rows={tasks}
      keyOf={(task) => task.taskId}
      columns={[
        state === 'done' ? done : due,
        { key: 'account', head: 'Account', width: '280px', cell: (task) => <Account task={task} /> },
        {
          key: 'says',
          head: 'Task',
          cell: (task) => (
            <>
              {task.says} <ClauseTag clause={task.clause} />
            </>
          ),
        },
        state === 'done' ? outcome : end,
      ]}
    />
  );
}
