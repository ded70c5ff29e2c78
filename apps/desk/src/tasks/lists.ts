import type { Role, TaskCounts, TaskList, TaskView } from '@curbstop/contracts';

/** Tasks of one role, in the order of the list. */
export interface RoleTasks {
  readonly role: Role;
  readonly tasks: readonly TaskView[];
}

/** The tasks by role: the role whose first task comes first stands first. */
export function byRole(tasks: readonly TaskView[]): RoleTasks[] {
  const roles = [...new Set(tasks.map((task) => task.role))];
  return roles.map((role) => ({ role, tasks: tasks.filter((task) => task.role === role) }));
}

/** What was read, with the page that comes after it; a task that moved in between stands once. */
export function addPage(shown: TaskList, page: TaskList): TaskList {
  const known = new Set(shown.tasks.map((task) => task.taskId));
  return { tasks: [...shown.tasks, ...page.tasks.filter((task) => !known.has(task.taskId))], after: page.after };
}

/** How many are open and late, of one role or of all. */
export function total(counts: TaskCounts, role: Role | null): { readonly open: number; readonly late: number } {
  const meant = counts.roles.filter((each) => role === null || each.role === role);
  return {
    open: meant.reduce((sum, each) => sum + each.open, 0),
    late: meant.reduce((sum, each) => sum + each.late, 0),
  };
}
