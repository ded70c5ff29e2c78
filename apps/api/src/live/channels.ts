import { POLICY_CHANNEL } from '@curbstop/core';
import type { DataSource } from 'typeorm';

/**
 * Channels of NOTIFY that API processes listen to. The payload is at most a number: each process reads the news
 * itself.
 */
export const CHANNELS = {
  journal: 'journal',
  clock: 'clock',
  crew: 'crew',
  session: 'session',
  policy: POLICY_CHANNEL,
} as const;

/** Positions are no journal rows, so every API process is told of them here. */
export async function tellOfCrew(source: DataSource, crewId: number): Promise<void> {
  await source.query('SELECT pg_notify($1, $2)', [CHANNELS.crew, String(crewId)]);
}

/** Sessions ended: every API process closes their sockets. */
export async function tellOfSessions(source: DataSource): Promise<void> {
  await source.query("SELECT pg_notify($1, '')", [CHANNELS.session]);
}
