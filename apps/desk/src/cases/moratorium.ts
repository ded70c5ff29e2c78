import { newMoratorium } from '@curbstop/contracts';
import type { Role } from '@curbstop/contracts';
import { clockTime, day, toInstant } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';

/** Who declares a moratorium, and who ends one. */
export const DECLARE_ROLES: readonly Role[] = ['supervisor', 'finance', 'asst-director-finance', 'admin'];

/** `The whole city`, or a route group. */
export function whereOf({ routeGroup }: { readonly routeGroup: number | null }): string {
  return routeGroup === null ? 'The whole city' : `Route group ${routeGroup}`;
}

/** As it is typed: days and hours of the city. */
export interface MoratoriumForm {
  readonly where: string;
  readonly fromDay: string;
  readonly fromTime: string;
  readonly untilDay: string;
  readonly untilTime: string;
  readonly reason: string;
}

function momentOf(on: string, time: string, timeZone: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  return toInstant(day(on), clockTime(time), timeZone);
}

export type CheckedMoratorium =
  | { readonly ok: true; readonly body: ReturnType<typeof newMoratorium.parse> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** What is typed as what is sent, or what is wrong with each field. */
export function checkMoratorium(form: MoratoriumForm, timeZone: string, now: Instant): CheckedMoratorium {
  const from = momentOf(form.fromDay, form.fromTime, timeZone);
  const until = momentOf(form.untilDay, form.untilTime, timeZone);
  const errors: Record<string, string> = {};
  if (from === null) errors['from'] = 'Give the day and the time from which nobody is turned off.';
  if (until === null) errors['until'] = 'Give the last day and its last time.';
  if (from !== null && until !== null && until < from) errors['until'] = 'It ends after it begins.';
  else if (until !== null && until < now) errors['until'] = 'This moment has passed. Give one that is to come.';
  const routeGroup = form.where === 'city' ? null : Number(form.where);
  const parsed = newMoratorium.safeParse({ routeGroup, from, until, reason: form.reason });
  if (parsed.success && Object.keys(errors).length === 0) return { ok: true, body: parsed.data };
  for (const issue of parsed.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message;
  return { ok: false, errors };
}
