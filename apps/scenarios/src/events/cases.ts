import { PAYMENT_IN_DOUBT } from '@curbstop/policy';
import { isStepName } from '../read/steps.ts';
import type { Projectors } from './projection.ts';

/** Requests, notices, what stands in the way of a turn-off, flags, tasks, accounts and reports. */
export const eventsOfCases: Projectors = {
  'request.accepted': ({ facts, clause }) => ({
    event: 'accepted',
    fields: { request: facts.request, clause, clauses: clause === null ? [] : [clause] },
  }),
  // What the tablet asked for on the way is told by the step that sent the crew.
  'request.refused': ({ facts, clause }) =>
    isStepName(facts.request)
      ? { event: 'refused', fields: { request: facts.request, clause, clauses: facts.because } }
      : null,
  'notice.mailed': ({ facts, clause }) => ({
    event: 'notice',
    fields: { kind: facts.kind, clause, languages: facts.languages, amount: facts.amount, 'pay-by': facts.payBy },
  }),
  // A payment in doubt is told by the task that it makes.
  'hold.placed': ({ facts, clause }) =>
    facts.kind === PAYMENT_IN_DOUBT
      ? null
      : { event: 'block', fields: { kind: facts.kind, clause, until: facts.until } },
  'hold.lifted': ({ facts, clause }) =>
    facts.kind === PAYMENT_IN_DOUBT ? null : { event: 'unblock', fields: { kind: facts.kind, clause } },
  'block.found': ({ facts, clause }) => ({ event: 'block', fields: { kind: facts.kind, clause, until: facts.until } }),
  'block.ended': ({ facts, clause }) => ({ event: 'unblock', fields: { kind: facts.kind, clause } }),
  // A bank debit that is being set up is no flag yet: what asked for it has told of it (J.6).
  'flag.set': ({ facts, clause }, names) => {
    if (facts.flag === 'ach-pending') return null;
    names.remember(`flag ${facts.flagId}`, { amount: facts.amount, due: facts.due });
    return {
      event: 'flag',
      fields: { kind: facts.flag, set: true, amount: facts.amount, due: facts.due, clause },
    };
  },
  'flag.cleared': ({ facts, clause }) =>
    facts.flag === 'ach-pending' ? null : { event: 'flag', fields: { kind: facts.flag, set: false, clause } },
  'task.opened': ({ facts, clause }, names) => {
    names.remember(`task ${facts.taskId}`, facts.due);
    return { event: 'task', fields: { kind: facts.kind, state: 'open', due: facts.due, clause } };
  },
  'task.done': ({ facts, clause }, names) => {
    const due = names.remembered(`task ${facts.taskId}`);
    return {
      event: 'task',
      fields: { kind: facts.kind, state: 'done', due: typeof due === 'number' ? due : null, clause },
    };
  },
  'task.late': ({ facts, clause }) => ({
    event: 'task',
    fields: { kind: facts.kind, state: 'late', due: facts.due, clause },
  }),
  'account.opened': ({ facts, clause }) => ({
    event: 'account',
    fields: { state: 'opened', holder: facts.holder, from: facts.from, clause },
  }),
  'account.closed': ({ facts, clause }) => ({
    event: 'account',
    fields: { state: 'closed', holder: facts.holder ?? null, from: facts.on, clause },
  }),
  'account.reverted': ({ facts, clause }) => ({
    event: 'account',
    fields: { state: 'reverted', holder: facts.holder, from: facts.from, clause },
  }),
  'report.made': ({ facts, clause }) => ({
    event: 'report',
    fields: { report: facts.report, year: facts.year, count: facts.count, clause },
  }),
};
