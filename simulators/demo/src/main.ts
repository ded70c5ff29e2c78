import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openDatabase } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { loadDemo } from './load.ts';
import { SIGN_INS } from './staff.ts';

const { DATABASE_URL: databaseUrl, CURBSTOP_SECRET: secret, CURBSTOP_DATA: data = '.data' } = process.env;

if (!databaseUrl || !secret) {
  console.error('DATABASE_URL and CURBSTOP_SECRET must be set: the demo city is loaded by `npm start`.');
  process.exit(1);
}
const dataFolder = resolve(data);
const source = await openDatabase(databaseUrl, { max: 4 });
try {
  await loadDemo(source, {
    dataFolder: join(import.meta.dirname, '..', '..', 'city', 'data'),
    secret,
    fleetFile: join(dataFolder, 'meters.jsonl'),
    say: (line) => console.log(line),
    machine: () => Date.now() as Instant,
  });
  const signIns = SIGN_INS.map(({ username, password, role, note, path }) => ({
    username,
    password,
    role,
    note,
    path,
  }));
  await writeFile(join(dataFolder, 'sign-ins.json'), `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
} finally {
  await source.destroy();
}
