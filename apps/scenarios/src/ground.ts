import { rows } from '@curbstop/core';
import { testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import type { DataSource } from 'typeorm';

/**
 * Empties every table and counts from one again. The journal and the ledger refuse that to everybody, and so they
 * should: here the guards are set aside for one statement, in a database that is thrown away.
 */
const WIPE = `DO $$
  DECLARE it record;
  BEGIN
    SET LOCAL session_replication_role = replica;
    FOR it IN SELECT c.oid::regclass AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> 'migrations'
    LOOP EXECUTE format('DELETE FROM %s', it.name); END LOOP;
    FOR it IN SELECT s.seqrelid, s.seqstart FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'migrations%'
    LOOP PERFORM setval(it.seqrelid::regclass, it.seqstart, false); END LOOP;
  END $$`;

/** Tables of a fresh database that hold something besides the names of the migrations. */
const FILLED = `SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations'
    AND (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text <> '0'`;

/**
 * Where lives are lived, one after the other: a migrated database that is emptied between two of them. That is as
 * separate as a database each, and several times as quick. A schema that brings rows of its own gets a database each.
 */
export class Ground {
  private used = false;

  private constructor(
    private database: TestDatabase,
    private readonly bare: boolean,
  ) {}

  static async open(): Promise<Ground> {
    const database = await testDatabase({ max: 4 });
    const filled = await rows<{ name: string }>(database.source, FILLED);
    return new Ground(database, filled.length === 0);
  }

  /** An empty database with the schema of today. */
  async fresh(): Promise<DataSource> {
    if (this.used && this.bare) await this.database.source.query(WIPE);
    else if (this.used) {
      await this.database.close();
      this.database = await testDatabase({ max: 4 });
    }
    this.used = true;
    return this.database.source;
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
