import 'reflect-metadata';
import { CityClock, firstAdmin, openDatabase } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { run } from './complain.ts';
import { readConfig } from './config.ts';

// Makes the first administrator of a city without staff; prints the one-time password, once. With `--again` also for one
// who was made and has never come: a start may be cut short before the first password is shown.
await run(async () => {
  const source = await openDatabase(readConfig(process.env).databaseUrl);
  try {
    const clock = new CityClock(() => Date.now() as Instant);
    await clock.refresh(source);
    const made = await firstAdmin(source, clock.now(), process.argv.includes('--again'));
    if (!made) console.log('There is staff already; nobody was added.');
    else console.log(`Sign in as ${made.username} with the one-time password ${made.password} (shown only now).`);
    if (made) process.send?.({ firstAdmin: made });
  } finally {
    await source.destroy();
  }
});
