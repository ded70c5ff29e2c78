import { DESK_ROLES } from '@curbstop/contracts';
import type { Role, TaskState, TaskView } from '@curbstop/contracts';
import { Button, cityFormats, Empty, mayUse, roleWord, SelectField, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { Trouble } from '../load/trouble.tsx';
import { hrefOf } from '../routes.ts';
import { PartsNav } from '../shell/parts-nav.tsx';
import { rowsByKey } from '../shell/rows-by-key.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { DoneDialog } from './done-dialog.tsx';
import { byRole, total } from './lists.ts';
import { TasksTable } from './tasks-table.tsx';
import { useCounts } from './use-counts.ts';
import { useTaskNews } from './use-task-news.ts';
import { useTasks } from './use-tasks.ts';

const NOTHING: Readonly<Record<TaskState, readonly [string, string]>> = {
  open: [
    'No open tasks',
    'Decisions that the policy leaves to a person come here by themselves, with their deadlines.',
  ],
  late: ['No late tasks', 'Every deadline so far was kept.'],
  done: ['No tasks done yet', 'What is done stands here, with who did it and what came of it.'],
};

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface ListProps {
  readonly state: TaskState;
  readonly role: Role | null;
  readonly version: number;
  readonly onDone: (task: TaskView) => void;
}

function List({ state, role, version, onDone }: ListProps): VNode {
  const { clock } = useDesk();
  const { timeZone } = useObservable(clock.time);
  const now = useNow(clock, 5_000);
  const formats = cityFormats(timeZone);
  const list = useTasks(state, role, version);
  const [title, says] = NOTHING[state];
  return (
    <LoadedView of={list} what="the tasks">
      {({ tasks, after }) => (
        <div onKeyDown={rowsByKey}>
          {tasks.length === 0 && <Empty title={title}>{says}</Empty>}
          {byRole(tasks).map((own) => (
            <section class="cs-card lined" key={own.role} aria-label={upper(roleWord(own.role))}>
              <h2 class="card-head">{upper(roleWord(own.role))}</h2>
              <TasksTable
                caption={`Tasks for the ${roleWord(own.role)}`}
                tasks={own.tasks}
                state={state}
                now={now}
                formats={formats}
                onDone={onDone}
              />
            </section>
          ))}
          <Trouble error={list.fetching.error} />
          {after !== null && (
            <p class="card-more">
              <Button kind="quiet" size="small" busy={list.fetching.busy} onClick={list.more}>
                Show more tasks
              </Button>
            </p>
          )}
        </div>
      )}
    </LoadedView>
  );
}

/** Decisions that wait for the user's roles, late ones first; what is done, with what came of it. */
export function TasksScreen({ state, role }: { state: TaskState; role: Role | null }): VNode {
  const { session } = useDesk();
  const who = useObservable(session.state);
  const [version, refresh] = useTaskNews();
  const counts = useCounts(version).data;
  const dialog = useDialog<TaskView>();
  const roles = who.phase !== 'in' ? [] : mayUse(who.me, ['admin']) ? DESK_ROLES : who.me.roles;
  const open = counts && total(counts, role);
  const part = (to: TaskState, says: string, count?: number) => ({
    says,
    to: { name: 'tasks', state: to, role } as const,
    here: to === state,
    ...(count === undefined ? {} : { count }),
  });
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Tasks</h1>
        <PartsNav
          label="Tasks shown"
          parts={[part('open', 'Open', open?.open), part('late', 'Late', open?.late), part('done', 'Done')]}
        />
        {roles.length > 1 && (
          <SelectField
            label="For"
            value={role ?? ''}
            options={[
              { value: '', label: 'All my roles' },
              ...roles.map((each) => {
                const own = counts && total(counts, each).open;
                return { value: each, label: `${upper(roleWord(each))}${own ? `, ${own} open` : ''}` };
              }),
            ]}
            onValue={(value) => {
              const chosen = roles.find((each) => each === value) ?? null;
              location.hash = hrefOf({ name: 'tasks', state, role: chosen });
            }}
          />
        )}
      </div>
      <List key={`${state}/${role}`} state={state} role={role} version={version} onDone={dialog.open} />
      {dialog.shown && <DoneDialog task={dialog.shown} onClose={dialog.close} onDone={refresh} />}
    </>
  );
}
