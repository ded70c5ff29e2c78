import type { EventMap, EventName } from '@curbstop/contracts';
import { eventSentence } from '@curbstop/core';
import type { JournalRow } from '@curbstop/core';
import type { Happened } from '../happened.ts';
import { eventsOfCases } from './cases.ts';
import { eventsOfMoney } from './money.ts';
import { eventsOfOrders } from './orders.ts';
import type { Names, Projected, Projectors, Told } from './projection.ts';

/** What each row of the journal is in the scenarios' words. A section adds its line here. */
const PROJECTORS: Projectors = { ...eventsOfMoney, ...eventsOfOrders, ...eventsOfCases };

type AnyProjector = (row: Told<EventName>, names: Names) => Projected | Promise<Projected>;

function projectorOf(event: string): AnyProjector | null {
  if (!Object.hasOwn(PROJECTORS, event)) return null;
  // The journal's own type couples each event with its facts; the table is indexed by the row's event.
  return (PROJECTORS[event as EventName] as AnyProjector | undefined) ?? null;
}

/** One row of the journal as an event of the scenario; null when scenarios do not tell of it. */
export async function project(row: JournalRow, account: string | null, names: Names): Promise<Happened | null> {
  const told = { facts: row.facts as unknown as EventMap[EventName], clause: row.clause, at: row.at };
  const projected = await projectorOf(row.event)?.(told, names);
  if (!projected) return null;
  const source = { journal: row.event, says: eventSentence(row.event, row.facts), facts: row.facts };
  return { at: row.at, account, ...projected, source };
}
