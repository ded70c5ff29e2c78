import type { SystemTime } from '@curbstop/core';
import type { DataSource } from 'typeorm';

/** Much less than what `/health` waits for; in milliseconds. */
const BEAT_EVERY_MS = 3_000;

/** Says that the scheduler is at work: `/health` looks at how long ago that was. */
export async function beat(source: DataSource, machine: SystemTime): Promise<void> {
  await source.query(
    `INSERT INTO setting (key, value) VALUES ('heartbeat/scheduler', $1)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [JSON.stringify({ at: machine() })],
  );
}

/** Does work that may take minutes, and says all the while that the scheduler is at it. */
export async function whileBeating<T>(
  source: DataSource,
  machine: SystemTime,
  onError: (error: unknown) => void,
  work: () => Promise<T>,
): Promise<T> {
  await beat(source, machine);
  const timer = setInterval(() => {
    beat(source, machine).catch(onError);
  }, BEAT_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
