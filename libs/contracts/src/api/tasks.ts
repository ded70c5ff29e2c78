import { z } from 'zod';
import { parkAnswer } from './dispatch.ts';
import { role } from '../roles.ts';
import { clauseId, id, instant } from '../scalars.ts';

export const TASK_STATES = ['open', 'late', 'done'] as const;
export const taskState = z.enum(TASK_STATES, 'Ask for open, late or done.');
export type TaskState = z.infer<typeof taskState>;

export const taskView = z.object({
  taskId: id,
  kind: z.string(),
  role,
  clause: clauseId,
  /** What is to be decided. */
  says: z.string(),
  /** Null for one that is about the whole city. */
  account: z.object({ accountId: id, number: z.string(), customer: z.string(), address: z.string() }).nullable(),
  openedAt: instant,
  /** The last moment of the deadline; null when there is none. */
  dueAt: instant.nullable(),
  late: z.boolean(),
  /** Null: a note closes it. Else the deed that closes it, in a sentence. */
  closedBy: z.string().nullable(),
  done: z.object({ at: instant, by: z.string(), outcome: z.string() }).nullable(),
});
export type TaskView = z.output<typeof taskView>;

/** `GET /api/tasks/counts`: what is open for each role that the asker has. */
export const taskCounts = z.object({
  roles: z.array(z.object({ role, open: z.int(), late: z.int() })),
});
export type TaskCounts = z.output<typeof taskCounts>;

/** `GET /api/tasks?state=open&role=clerk&after=TASK`: late ones first, then by their deadline; done ones latest first. */
export const taskList = z.object({
  tasks: z.array(taskView),
  /** Given as `after`, the next page; null on the last. */
  after: id.nullable(),
});
export type TaskList = z.output<typeof taskList>;

/** `POST /api/tasks/:taskId/done` */
export const taskDone = z.object({
  outcome: z.string().trim().min(1, 'Say what came of it.').max(500, 'Use at most 500 characters.'),
  /** Whether a payment was found; asked where a crew waits for that answer. */
  found: parkAnswer.optional(),
});
