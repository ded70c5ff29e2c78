import type { DispatchOrder } from '@curbstop/contracts';
import { dispatchOrder } from '@curbstop/contracts';

/** For specs: an unassigned turn-off of Tuesday, March 17, 2026, with the given parts changed. */
export function anOrder(parts: Partial<Record<keyof DispatchOrder, unknown>> = {}): DispatchOrder {
  return dispatchOrder.parse({
    orderId: 1,
    number: 'W-1',
    kind: 'turn-off',
    state: 'released',
    since: 1_773_760_000_000,
    version: 1,
    clause: 'E.1',
    urgent: false,
    dueOn: '2026-03-17',
    accountId: 51,
    accountNumber: '30412281701',
    customer: 'Rosa Quintanilla',
    address: '1448 Crane Ford Drive',
    lon: -122.64,
    lat: 38.23,
    routeGroup: 3,
    pastDue: 16_346,
    billDate: '2026-01-15',
    dueDate: '2026-02-26',
    payBy: 1_773_700_000_000,
    noticeMailedOn: '2026-03-04',
    meterSerial: '41882307',
    meterNote: '',
    reason: null,
    hazard: '',
    valve: { kind: 'curb-stop', state: 'unknown', reportedAt: null },
    command: null,
    holds: [],
    crewId: null,
    sequence: null,
    pinned: false,
    recall: null,
    outcome: null,
    ...parts,
  });
}

/** For specs: an order with a crew. */
export function aStop(
  orderId: number,
  crewId: number,
  sequence: number | null,
  parts: Partial<Record<keyof DispatchOrder, unknown>> = {},
): DispatchOrder {
  return anOrder({ orderId, crewId, sequence, state: 'assigned', ...parts });
}
