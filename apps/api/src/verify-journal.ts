import 'reflect-metadata';
import { resolve } from 'node:path';
import { journalVerdict, openDatabase, readEnvironment, readSealBook, variable, verifyJournal } from '@curbstop/core';
import { z } from 'zod';
import { run } from './complain.ts';

// `npm run journal:verify` checks every link of the journal and holds it against the signed seals; exit code 1 when
// something does not fit.
await run(async () => {
  const environment = z.object({ DATABASE_URL: variable.databaseUrl, CURBSTOP_DATA: z.string().default('.data') });
  const { DATABASE_URL, CURBSTOP_DATA } = readEnvironment(environment, process.env);
  const source = await openDatabase(DATABASE_URL);
  try {
    const { whole, says } = journalVerdict(await verifyJournal(source, await readSealBook(resolve(CURBSTOP_DATA))));
    for (const line of says) {
      if (whole) console.log(line);
      else console.error(line);
    }
    if (!whole) process.exitCode = 1;
  } finally {
    await source.destroy();
  }
});
