import type { Evidence } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { FLOW_WATCH_MS } from '@curbstop/work-orders';
import type { Person } from './person.ts';

/** What a crew finds at a meter. */
export interface Found {
  readonly meterSerial: string;
  readonly register: string;
  readonly at: Instant;
}

function evidence(found: Found, valve: 'open' | 'closed', permitId: string | null): Evidence {
  return {
    meterSerial: found.meterSerial,
    register: found.register,
    position: { lon: -122.64, lat: 38.23, accuracy: 4, at: found.at },
    valve,
    valveTurnedAt: found.at,
    permitId,
    flowChecked: true,
    tagLeft: valve === 'closed',
    note: '',
    flowFrom: (found.at - FLOW_WATCH_MS) as Instant,
    flowAt: found.at,
  };
}

/** The evidence of a closed valve, with its tag. */
export const closed = (found: Found, permitId: string | null): Evidence => evidence(found, 'closed', permitId);

/** The evidence of a valve that was opened again. */
export const opened = (found: Found): Evidence => evidence(found, 'open', null);

/** The evidence of a notice or a tag at the door; nobody turned anything. */
export const hung = (found: Found): Evidence => ({
  ...evidence(found, 'closed', null),
  valve: null,
  valveTurnedAt: null,
  flowChecked: false,
});

/** Asks the gate at the door; fails when it says no. */
export async function permitFor(crew: Person, orderId: number): Promise<string> {
  const answer = await crew.permit(orderId);
  if (!answer.mayClose) throw new Error(`No permit: ${answer.says}`);
  return answer.permit.permitId;
}
