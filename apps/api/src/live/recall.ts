import { randomUUID } from 'node:crypto';
import type { CrewJob } from '@curbstop/contracts';
import { applyCrewAction, crewToday } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { actorOf } from '../edge/allow.ts';
import type { City } from '../parts.ts';
import { ROOMS } from './rooms.ts';
import type { LiveServer, LiveSocket } from './rooms.ts';

export interface RecallParts {
  readonly source: DataSource;
  readonly city: City;
  readonly onError: (error: unknown) => void;
}

/** Whether the crew has yet to be told that the job was called off. */
export function awaitsDelivery({ recall }: CrewJob): boolean {
  return recall !== null && recall.deliveredAt === null;
}

/** Tells one tablet to stop. Its answer is recorded as the proof that the crew could know. */
function sendRecall(socket: LiveSocket, job: CrewJob, { source, city, onError }: RecallParts): void {
  const { staff } = socket.data;
  socket.emit('recall', job, () => {
    const now = city.clock.now();
    const { crewId } = staff;
    if (crewId === null) return;
    applyCrewAction(
      source,
      { crewId, actor: actorOf(staff, 'crew') },
      {
        type: 'recall-delivered',
        id: randomUUID(),
        seq: 0,
        deviceAt: now,
        orderId: job.orderId,
        baseVersion: job.version,
      },
      now,
    ).catch(onError);
  });
}

/** Tells every tablet of a crew. */
export function recallFrom(io: LiveServer, crewId: number, job: CrewJob, parts: RecallParts): void {
  for (const id of io.sockets.adapter.rooms.get(ROOMS.crew(crewId)) ?? []) {
    const socket = io.sockets.sockets.get(id);
    if (socket) sendRecall(socket, job, parts);
  }
}

/** A tablet that was away hears on its return what was called off meanwhile. */
export async function recallWaiting(socket: LiveSocket, parts: RecallParts): Promise<void> {
  const { crewId } = socket.data.staff;
  if (crewId === null || !socket.rooms.has(ROOMS.crew(crewId))) return;
  const { jobs } = await crewToday(parts.source, crewId, parts.city.clock.now());
  for (const job of jobs.filter(awaitsDelivery)) sendRecall(socket, job, parts);
}
