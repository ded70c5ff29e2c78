import type { CrewAction, Evidence } from '@curbstop/contracts';
import { crewAction } from '@curbstop/contracts';
import { registerOf, row } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { FLOW_WATCH_MS, kindOf } from '@curbstop/work-orders';
import type { OrderKind } from '@curbstop/contracts';
import { randomUUID } from 'node:crypto';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';

/** Parts of the evidence by the names that a scenario may leave out or give one by one. */
export const EVIDENCE_PARTS = ['meter', 'reading', 'position', 'valve', 'flow', 'tag'] as const;
export type EvidenceGiven = 'all' | readonly string[];

/** What a crew found and left at a meter. */
export interface Found {
  readonly kind: OrderKind;
  readonly reading: number | undefined;
  readonly evidence: EvidenceGiven;
  readonly permitId: string | null;
}

async function registerNow(world: World, place: Place): Promise<string> {
  const last = await row<{ litres: number }>(world.source, 'SELECT litres FROM read_tail WHERE meter_id = $1', [
    place.meterId,
  ]);
  return registerOf(last?.litres ?? 0);
}

export async function evidenceOf(world: World, place: Place, found: Found): Promise<Evidence> {
  const has = (part: (typeof EVIDENCE_PARTS)[number]): boolean =>
    found.evidence === 'all' || found.evidence.includes(part);
  const { effect } = kindOf(found.kind);
  const turned = effect !== 'none' && has('valve');
  return {
    meterSerial: has('meter') ? place.meterSerial : null,
    register: has('reading') ? (found.reading?.toString() ?? (await registerNow(world, place))) : null,
    position: has('position') ? { lon: -122.64, lat: 38.23, accuracy: 4, at: world.now } : null,
    valve: turned ? (effect === 'off' ? 'closed' : 'open') : null,
    valveTurnedAt: turned ? world.now : null,
    permitId: found.permitId,
    flowChecked: has('flow'),
    flowFrom: has('flow') ? ((world.now - FLOW_WATCH_MS) as Instant) : null,
    flowAt: has('flow') ? world.now : null,
    tagLeft: has('tag'),
    note: '',
  };
}

/** An action as a tablet sends it. */
export function action(world: World, each: Record<string, unknown>): CrewAction {
  return crewAction.parse({ id: randomUUID(), seq: world.nextMessage(), deviceAt: world.now, baseVersion: 0, ...each });
}
