import type { TaskView } from '@curbstop/contracts';
import { clauseId, instant } from '@curbstop/contracts';
import { addPage, byRole, total } from './lists.ts';

const task = (taskId: number, role: TaskView['role']): TaskView => ({
  taskId,
  kind: 'refund',
  role,
  clause: clauseId.parse('H.7'),
  says: 'Pay it.',
  account: null,
  openedAt: instant.parse(0),
  dueAt: null,
  late: false,
  closedBy: null,
  done: null,
});

describe('lists of tasks', () => {
  it('stand by role, the most pressing role first, each in its order', () => {
    const tasks = [task(3, 'finance'), task(1, 'clerk'), task(2, 'finance')];
    expect(byRole(tasks).map(({ role, tasks: own }) => [role, own.map((each) => each.taskId)])).toEqual([
      ['finance', [3, 2]],
      ['clerk', [1]],
    ]);
  });

  it('go on with the next page, each task once', () => {
    const shown = { tasks: [task(1, 'clerk'), task(2, 'clerk')], after: 2 };
    const both = addPage(shown, { tasks: [task(2, 'clerk'), task(3, 'clerk')], after: null });
    expect(both.tasks.map((each) => each.taskId)).toEqual([1, 2, 3]);
    expect(both.after).toBeNull();
  });

  it('are counted for one role or all', () => {
    const counts = {
      roles: [
        { role: 'clerk' as const, open: 4, late: 1 },
        { role: 'finance' as const, open: 2, late: 2 },
      ],
    };
    expect(total(counts, null)).toEqual({ open: 6, late: 3 });
    expect(total(counts, 'clerk')).toEqual({ open: 4, late: 1 });
    expect(total(counts, 'cashier')).toEqual({ open: 0, late: 0 });
  });
});
