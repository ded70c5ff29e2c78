import { resilientPool } from '@curbstop/core';
import { DEFAULT_SCHEMA, createPostgresBackend, runMigrations, setDefaultBackendFactory } from 'bullmq';
import type { QueueOptions } from 'bullmq';

/** Connections: one that listens, and those of looks and their locks. */
const CONNECTIONS = 6;

/** Where BullMQ keeps its jobs. */
export interface QueueStore {
  readonly connection: QueueOptions['connection'];
  /** Call it when nothing uses the queue any more. */
  close(): Promise<void>;
}

/**
 * Opens the place where BullMQ keeps its jobs, by the address alone: Redis, or tables of its own in PostgreSQL. The
 * backend is one for the whole process, so this is called once, at the start.
 */
export async function openQueueStore(url: string, onLost: (error: Error) => void): Promise<QueueStore> {
  if (url.startsWith('redis')) {
    setDefaultBackendFactory();
    return { connection: { url, maxRetriesPerRequest: null }, close: () => Promise.resolve() };
  }
  setDefaultBackendFactory(createPostgresBackend);
  // BullMQ's own connections end the process when PostgreSQL ends at the wrong moment; ours do not.
  const pool = resilientPool(
    { connectionString: url, max: CONNECTIONS, options: `-c search_path=${DEFAULT_SCHEMA}` },
    onLost,
  );
  try {
    // Without its tables the worker would ask for them again and again, without a pause.
    const client = await pool.connect();
    try {
      await runMigrations(client, DEFAULT_SCHEMA);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { connection: pool as unknown as QueueOptions['connection'], close: () => pool.end() };
}
