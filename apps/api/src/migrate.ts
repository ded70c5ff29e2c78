import 'reflect-metadata';
import { grantRoles, migrate, nameCity, openDatabase, row, seedCity } from '@curbstop/core';
import { profiles } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { run } from './complain.ts';
import { readConfig } from './config.ts';
import type { BillingConfig } from './config.ts';

/** `los-altos` is Los Altos. */
function cityName(profile: string): string {
  const words = profile.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join(' ');
}

/** Gives a new database its city; a name that is there stays. */
async function nameNewCity(source: DataSource, profile: BillingConfig['profile']): Promise<void> {
  if (await row(source, "SELECT 1 FROM setting WHERE key = 'city'")) return;
  const dispatchPhone = profiles[profile].versions.at(-1)?.phone ?? '';
  await nameCity(source, { profile, name: cityName(profile), dispatchPhone });
}

// Brings the schema up to this version and the city's fees and tariffs into it, as the owner of the tables, and gives
// the application's own role its rights. Harmless when run again.
await run(async () => {
  const { databaseUrl, ownerUrl, queueUrl, profile } = readConfig(process.env);
  const source = await openDatabase(ownerUrl);
  try {
    const done = await migrate(source);
    await seedCity(source, profile);
    await nameNewCity(source, profile);
    await grantRoles(source, databaseUrl, queueUrl);
    const steps = done.length === 1 ? 'one step' : `${done.length} steps`;
    console.log(done.length === 0 ? 'The database is up to date.' : `The database was brought up to date in ${steps}.`);
  } finally {
    await source.destroy();
  }
});
