import 'reflect-metadata';
import { openDatabase, readEnvironment, variable, verifyJournal } from '@curbstop/core';
import { z } from 'zod';
import { run } from './complain.ts';
import { journalVerdict } from './journal-verdict.ts';

// `npm run journal:verify` checks every link of the journal; exit code 1 when one is broken.
await run(async () => {
  const { DATABASE_URL } = readEnvironment(z.object({ DATABASE_URL: variable.databaseUrl }), process.env);
  const source = await openDatabase(DATABASE_URL);
  try {
    const { whole, says } = journalVerdict(await verifyJournal(source));
    for (const line of says) {
      if (whole) console.log(line);
      else console.error(line);
    }
    if (!whole) process.exitCode = 1;
  } finally {
    await source.destroy();
  }
});
