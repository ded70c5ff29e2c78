import { dayOf, offsetMinutes, timeOfDay } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import type { FieldValue, Happened } from '../happened.ts';
import { fieldsOfEvent } from '../read/events.ts';
import type { FieldKind } from '../read/events.ts';

/** A moment with its offset in the city's zone: `2026-03-16T17:00:00-07:00`. */
export function isoMoment(at: Instant, timeZone: string): string {
  const minutes = offsetMinutes(at, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${dayOf(at, timeZone)}T${timeOfDay(at, timeZone)}${offset}`;
}

/** A field as scenarios write it: decimal dollars, dates, moments with their offset. */
export function plainValue(value: FieldValue, kind: FieldKind | undefined, timeZone: string): unknown {
  if (typeof value !== 'number') return value;
  if (kind === 'money') return value / 100;
  return kind === 'when' ? isoMoment(value as Instant, timeZone) : value;
}

/** An event without its scenario, its fields in the order of the contract; what is not known is left out. */
export function plainEvent(happened: Happened, timeZone: string): Record<string, unknown> {
  const { at, account, event, fields } = happened;
  const plain: Record<string, unknown> = {
    at: isoMoment(at, timeZone),
    ...(account === null ? {} : { account }),
    event,
  };
  for (const [name, kind] of Object.entries(fieldsOfEvent(event))) {
    const value = fields[name];
    if (value !== undefined && value !== null) plain[name] = plainValue(value, kind, timeZone);
  }
  return plain;
}
