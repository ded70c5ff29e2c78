import { Refused, stopsOfCrew } from '@curbstop/core';
import { MOST_STOPS, orderStops } from '@curbstop/routing';
import type { DataSource } from 'typeorm';

export interface Optimised {
  orderIds: number[];
  /** Metres of driving in the proposed order, and in the order as it is. */
  metres: number;
  metresBefore: number;
}

/**
 * The shortest drive found through a crew's open stops, from where it starts. Stops the dispatcher pinned keep their
 * place. A proposal: nothing is changed.
 */
export async function optimise(
  source: DataSource,
  crewId: number,
  start: { lon: number; lat: number } | null,
): Promise<Optimised> {
  const stops = await stopsOfCrew(source, crewId);
  if (stops.length > MOST_STOPS)
    throw new Refused(`A crew has at most ${MOST_STOPS} stops, and this one ${stops.length}.`);
  const { ids, metres, metresBefore } = orderStops(
    stops.map(({ orderId, ...place }) => ({ id: orderId, ...place })),
    { start },
  );
  return { orderIds: ids, metres, metresBefore };
}
