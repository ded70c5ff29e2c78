import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import type { QueueOptions } from 'bullmq';

/**
 * Where BullMQ keeps its jobs, by the address alone: Redis, or tables of its own in PostgreSQL. The
 * backend is one for the whole process, so this is called once, at the start.
 */
export function queueConnection(url: string): QueueOptions['connection'] {
  if (url.startsWith('redis')) {
    setDefaultBackendFactory();
    return { url, maxRetriesPerRequest: null };
  }
  setDefaultBackendFactory(createPostgresBackend);
  // Without `migrate` the worker would ask for tables that are not there, in a hot loop.
  const options = { connectionString: url, schema: 'bullmq', migrate: true, max: 4 };
  return options as unknown as QueueOptions['connection'];
}
