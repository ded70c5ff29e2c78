// What an entity says of its table is what the migrations have made of it.
import { testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import type { DataSource, EntityMetadata } from 'typeorm';
import { row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';

/** What TypeORM would change so that the schema is as the entities say. */
async function changesOf(source: DataSource): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries.map((each) => each.query);
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** The statements that add to a table what its entity says of it once more, each under another name. */
function said({ tableName, checks, foreignKeys, indices, uniques }: EntityMetadata): string[] {
  const add = `ALTER TABLE "${tableName}" ADD CONSTRAINT`;
  return [
    ...checks.map(({ name, expression }) => `${add} "said_${name}" CHECK (${expression})`),
    ...uniques.map(
      ({ name, columns }) => `${add} "said_${name}" UNIQUE (${quoted(columns.map((each) => each.databaseName))})`,
    ),
    ...foreignKeys.map(
      ({ name, columnNames, referencedTablePath, referencedColumnNames, onDelete }) =>
        `${add} "said_${name}" FOREIGN KEY (${quoted(columnNames)}) REFERENCES ${referencedTablePath} (${quoted(
          referencedColumnNames,
        )}) ON DELETE ${onDelete ?? 'NO ACTION'}`,
    ),
    ...indices
      .filter((index) => index.synchronize)
      .map(
        ({ name, isUnique, type, columns, where }) =>
          `CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX "said_${name}" ON "${tableName}" USING ${type ?? 'btree'} (${quoted(
            columns.map((each) => each.databaseName),
          )}) ${where ? `WHERE ${where}` : ''}`,
      ),
  ];
}

interface Definition {
  name: string;
  definition: string;
}

/** Constraints and indexes by name, as PostgreSQL prints them; settings of storage are the migrations' own matter. */
async function definitions(db: Reader): Promise<Map<string, string>> {
  const found = await rows<Definition>(
    db,
    `SELECT conrelid::regclass || '.' || conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'f') AND conparentid = 0
       AND conrelid NOT IN (SELECT inhrelid FROM pg_inherits)
     UNION ALL
     SELECT indrelid::regclass || '.' || indexrelid::regclass,
       regexp_replace(regexp_replace(pg_get_indexdef(indexrelid), 'INDEX \\S+ ON (ONLY )?', 'INDEX ON '), ' WITH \\(.*?\\)', '')
     FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE relnamespace = 'public'::regnamespace AND NOT indisprimary AND NOT relispartition
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('u', 'p'))`,
  );
  return new Map(found.map(({ name, definition }) => [name, definition]));
}

/** Checks, foreign keys, unique constraints and indexes that an entity says otherwise than the database has them. */
async function differences(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    const there = await definitions(runner);
    for (const statement of source.entityMetadatas.flatMap(said)) await runner.query(statement);
    const both = await definitions(runner);
    return [...both].flatMap(([name, definition]) => {
      const [table, last = ''] = name.split('.');
      if (!last.startsWith('said_')) return [];
      const has = there.get(`${table}.${last.slice('said_'.length)}`);
      return has === definition ? [] : [`${name}: ${definition}, the database has ${has ?? 'none'}`];
    });
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

describe('the entities', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await testDatabase();
    source = database.source;
  });
  afterAll(() => database.close());

  it('are as the migrated database is: TypeORM would change nothing', async () => {
    expect(await changesOf(source)).toEqual([]);
  });

  it('there is one for every table, and none besides', async () => {
    const tables = await rows<{ name: string }>(
      source,
      `SELECT relname::text AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
         AND relname <> 'migrations' ORDER BY 1`,
    );
    expect(source.entityMetadatas.map((entity) => entity.tableName).sort()).toEqual(tables.map(({ name }) => name));
  });

  it('say every check, key and condition of an index as PostgreSQL has it', async () => {
    expect(await differences(source)).toEqual([]);
  });

  it('name indexes on expressions, which only a migration can say', async () => {
    const named = source.entityMetadatas.flatMap((entity) => entity.indices).filter((index) => !index.synchronize);
    const there = await rows<{ name: string }>(
      source,
      `SELECT indexrelid::regclass::text AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
       WHERE relnamespace = 'public'::regnamespace AND indexprs IS NOT NULL ORDER BY 1`,
    );
    expect(named.map((index) => index.name).sort()).toEqual(there.map(({ name }) => name));
  });

  describe.each([
    ['a renamed column', 'ALTER TABLE bill RENAME COLUMN due TO due_day'],
    ['a column of another type', 'ALTER TABLE bill ALTER COLUMN units TYPE bigint'],
    ['a column that may be null', 'ALTER TABLE bill ALTER COLUMN units DROP NOT NULL'],
    ['another default', 'ALTER TABLE bill ALTER COLUMN units SET DEFAULT 1'],
    ['a key that is gone', 'ALTER TABLE bill DROP CONSTRAINT bill_account_id_fkey'],
    ['an index that is gone', 'DROP INDEX bill_account'],
    ['another table column', 'ALTER TABLE bill ADD COLUMN paid_on date'],
  ])('would differ from', (what, statement) => {
    it(what, async () => {
      try {
        await source.query(statement);
        expect(await changesOf(source)).not.toEqual([]);
      } finally {
        await database.close();
        database = await testDatabase();
        source = database.source;
      }
    });
  });

  it('would differ from another condition of an index or a check', async () => {
    await source.query(`
      DROP INDEX account_due;
      CREATE INDEX account_due ON account (next_act_at, id) WHERE next_act_at IS NOT NULL AND status = 'active';
      ALTER TABLE fee DROP CONSTRAINT fee_amount_check, ADD CONSTRAINT fee_amount_check CHECK (amount > 0)`);
    expect(await differences(source)).toHaveLength(2);
    expect((await row<{ n: number }>(source, 'SELECT count(*) AS n FROM account'))?.n).toBe(0);
  });
});
