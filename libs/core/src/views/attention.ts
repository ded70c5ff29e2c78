import type { Attention, AttentionItem } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { Reader } from '../db/tx.ts';
import { cityProfile } from '../records/policy-versions/city.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { findAll } from './attention-items.ts';
import type { Found } from './attention-items.ts';
import { byUrgency, ESCALATES, levelOf, SHOWN_AFTER_MS } from './attention-levels.ts';
import { shiftEndFor, shiftsAround, whoIsNext } from './crew-shifts.ts';
import type { CrewShift } from './crew-shifts.ts';

function keyOf({ kind, orderId, accountId, crewId }: Found): string {
  if (orderId !== null) return `${kind}/order-${orderId}`;
  return accountId === null ? `${kind}/crew-${crewId}` : `${kind}/account-${accountId}`;
}

function itemOf(found: Found, shifts: readonly CrewShift[], timeZone: string, now: Instant): AttentionItem {
  const works = shifts.some((shift) => shift.crewId === found.crewId && now >= shift.from && now < shift.to);
  const end = ESCALATES.has(found.kind) && !works ? shiftEndFor(shifts, found.since, timeZone) : null;
  const level = levelOf(found.kind, found.since, found.crewId, end, now);
  const escalation =
    level === 'escalated' && end !== null ? { at: end, message: whoIsNext(shifts, now, timeZone) } : null;
  return { key: keyOf(found), level, escalation, ...found };
}

/**
 * What needs a dispatcher's eyes now, the loudest first. It is read from the records each time, so that a reload, a second
 * screen and the scheduler see the same, and a thing ends only when it ends.
 */
export async function attentionNow(db: Reader, now: Instant): Promise<Attention> {
  const { timeZone } = policyAt(await cityProfile(db), now);
  const shifts = await shiftsAround(db, now, timeZone);
  const begun = new Map(
    shifts.filter((shift) => now >= shift.from && now < shift.to).map((shift) => [shift.crewId, shift.from]),
  );
  const found = await findAll(db, begun, now);
  const items = found
    .filter((one) => now - one.since >= (SHOWN_AFTER_MS[one.kind] ?? 0))
    .map((one) => itemOf(one, shifts, timeZone, now));
  return { now, items: items.sort(byUrgency) };
}
