import { openSealBook, signJournal } from '@curbstop/core';
import type { Clock, OpenBook } from '@curbstop/core';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';

/** What came since is proved by nothing outside the database, so this is short; where nothing happened nothing is written. */
const SEAL_EVERY_MS = 5 * 60_000;

export interface Sealer {
  /** Signs for everything up to now, and ends. */
  close(): Promise<void>;
}

/** Signs the journal's heads from time to time, and at the end, into a book that the database cannot reach. */
export async function startSealer(
  parts: { readonly source: DataSource; readonly clock: Clock; readonly log: Logger },
  folder: string,
  every = SEAL_EVERY_MS,
): Promise<Sealer> {
  const { source, clock, log } = parts;
  const book: OpenBook = await openSealBook(folder);
  let under: Promise<void> = Promise.resolve();
  const seal = (): Promise<void> => {
    under = under
      .then(async () => {
        const made = await signJournal(source, book, clock.now());
        if (made) log.debug({ seal: made.number, rows: made.rows }, 'The journal is sealed.');
      })
      .catch((err: unknown) => log.error({ err }, 'The journal could not be sealed; it is tried again.'));
    return under;
  };
  void seal();
  const timer = setInterval(() => void seal(), every);
  return {
    close: async () => {
      clearInterval(timer);
      await seal();
    },
  };
}
