// Every SQL statement of the sources against the migrated database: its tables and columns, and the type of its rows.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { testDatabase } from '@curbstop/testing';
import { DYNAMIC, MEANT } from './exceptions.mjs';

const root = resolve(import.meta.dirname, '../..');

/** Runs the check in a process of its own: the compiler is not to be loaded through Jest. */
async function check(url, ...files) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'check.mjs'), url, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  for await (const chunk of child.stdout) out += chunk;
  return JSON.parse(out);
}

const fileOf = (place) => place.split(':')[0];
const isMeant = (fault) => MEANT[fileOf(fault)] !== undefined && fault.endsWith(MEANT[fileOf(fault)]);

/** How many places of each file are dynamic. */
function counted(dynamic) {
  const places = new Set(dynamic.map(({ place }) => place.split(' ')[0]));
  const counts = {};
  for (const place of places) counts[fileOf(place)] = (counts[fileOf(place)] ?? 0) + 1;
  return counts;
}

/** A source of its own that asks as ours do, and what the check is to say of it. */
const SAMPLES = [
  [
    'a column that there is not',
    "row<{ id: number }>(db, 'SELECT id FROM bill WHERE due_on = $1')",
    'column "due_on" does not exist',
  ],
  ['a table that there is not', "db.query('DELETE FROM invoice')", 'relation "invoice" does not exist'],
  [
    'a column that the type leaves out',
    "row<{ id: number }>(db, 'SELECT id, units FROM bill')",
    '"units" is selected, but the type has no such field',
  ],
  [
    'a field that is not selected',
    "row<{ id: number; units: number }>(db, 'SELECT id FROM bill')",
    '"units" is not selected',
  ],
  [
    'cents as text',
    "row<{ amount: string }>(db, 'SELECT amount FROM bill')",
    '"amount" is string, but comes as number',
  ],
  ['a day as a number', "row<{ due: number }>(db, 'SELECT due FROM bill')", '"due" is number, but comes as Day'],
  [
    'a moment as a day',
    "row<{ at: Day }>(db, 'SELECT made_at AS at FROM notice')",
    '"at" is Day, but comes as Instant',
  ],
  [
    'text as a day',
    'row<{ at: Day }>(db, "SELECT facts->>\'day\' AS at FROM journal")',
    '"at" is Day, but comes as string',
  ],
  [
    'numeric as a number',
    "row<{ n: number }>(db, 'SELECT avg(amount) AS n FROM bill')",
    '"n" is number, but comes as string',
  ],
  [
    'a list of days',
    "row<{ on: Day[] }>(db, 'SELECT array_agg(due) AS on FROM bill GROUP BY account_id')",
    'which is not read',
  ],
  [
    'a column that may be null',
    'row<{ batchId: number }>(db, \'SELECT batch_id AS "batchId" FROM bill\')',
    'but may be null',
  ],
  [
    'the far side of a left join',
    "row<{ n: number }>(db, 'SELECT b.id AS n FROM account a LEFT JOIN bill b ON b.account_id = a.id')",
    'but may be null',
  ],
  ['a sum of nothing', "row<{ n: number }>(db, 'SELECT sum(amount)::bigint AS n FROM bill')", 'but may be null'],
  [
    'a fragment with a fault',
    'row<{ id: number }>(db, `SELECT id FROM bill ${WRONG}`)',
    'column "paid" does not exist',
  ],
  [
    'one of two ways',
    "row<{ id: number }>(db, `SELECT id FROM bill ORDER BY ${id > 1 ? 'id' : 'nth'}`)",
    'column "nth" does not exist',
  ],
  ['what a helper is given', "ids('SELECT id FROM bill WHERE paid')", 'column "paid" does not exist'],
  [
    'rows that TypeORM does not give',
    "(await db.query('DELETE FROM flag RETURNING id')) as { id: number }[]",
    'answers [rows, count]',
  ],
  [
    'all in order',
    'row<{ due: Day; batchId: number | null; n: number }>(db, \'SELECT due, batch_id AS "batchId", (SELECT count(*) FROM flag) AS n FROM bill\')',
  ],
  [
    'null that a condition keeps out',
    'row<{ batchId: number }>(db, \'SELECT batch_id AS "batchId" FROM bill WHERE batch_id IS NOT NULL\')',
  ],
  ['null that another column stands in for', "row<{ n: number }>(db, 'SELECT coalesce(batch_id, id) AS n FROM bill')"],
  [
    'a left join whose far side is asked for',
    "row<{ n: number }>(db, 'SELECT b.id AS n FROM account a LEFT JOIN bill b ON b.account_id = a.id WHERE b.amount > 0')",
  ],
  ['rows of an UPDATE', "row<{ id: number }>(db, 'UPDATE flag SET why = $1 RETURNING id')"],
  ['nothing said of the rows', "row(db, 'SELECT 1 FROM bill')"],
];

const source = `
import { row, rows } from '${root}/libs/core/src/db/tx.ts';
import type { Reader } from '${root}/libs/core/src/db/tx.ts';
import type { Day } from '${root}/libs/policy/src/index.ts';
declare const db: Reader;
declare const id: number;
const WRONG = 'WHERE paid';
const ids = (sql: string) => rows<{ id: number }>(db, sql);
export const asked = [
${SAMPLES.map(([, code]) => `  async () => ${code},`).join('\n')}
  async () => db.query(String(id)),
];
`;
const FIRST_LINE = source.split('\n').findIndex((line) => line.startsWith('export')) + 2;

describe('SQL', () => {
  let database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('of every source fits the migrated database, and its rows their types', async () => {
    const { statements, typed, dynamic, faults } = await check(database.url);
    expect(faults.filter((fault) => !isMeant(fault))).toEqual([]);
    expect(Object.keys(MEANT).filter((file) => !faults.some((fault) => fileOf(fault) === file))).toEqual([]);
    expect(counted(dynamic)).toEqual(Object.fromEntries(Object.entries(DYNAMIC).map(([file, [n]]) => [file, n])));
    // So that a check that finds nothing to check is not green.
    expect(statements).toBeGreaterThan(900);
    expect(typed).toBeGreaterThan(450);
  });

  describe('is refused, or passes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'curbstop-sql-'));
    const file = join(folder, 'sample.ts');
    let found;
    const faultsAt = (nth) =>
      found.faults.filter(
        (fault) => fault.includes(`sample.ts:${FIRST_LINE + nth}`) || fault.includes(`sample.ts:${FIRST_LINE + nth})`),
      );
    beforeAll(async () => {
      writeFileSync(file, source);
      found = await check(database.url, file);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(SAMPLES.map(([what, , says], nth) => [what, says, nth]))('%s', (_what, says, nth) => {
      if (says === undefined) expect(faultsAt(nth)).toEqual([]);
      else expect(faultsAt(nth)).toEqual([expect.stringContaining(says)]);
    });

    it('what only running can know is counted', () => {
      expect(found.dynamic).toEqual([{ place: expect.stringContaining('sample.ts'), why: expect.any(String) }]);
    });

    it('a column that a migration renames, wherever it is asked for', async () => {
      await database.source.query('ALTER TABLE bill RENAME COLUMN due TO due_day');
      const { faults } = await check(database.url, file);
      expect(faults).toContainEqual(expect.stringContaining('column "due" does not exist'));
    });
  });
});
