import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The journal's rows say how they are hashed; the digest of a request is kept with its key; and room for readings is
 * made by whoever owns the tables, for an application that owns none.
 */
export class TheJournalProved1767225600023 implements MigrationInterface {
  name = 'TheJournalProved1767225600023';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Rows that are there keep the first way of hashing.
      ALTER TABLE journal ADD COLUMN version smallint NOT NULL DEFAULT 1;
      ALTER TABLE journal ALTER COLUMN version DROP DEFAULT;

      -- What was asked for under a key, so that the same key cannot mean something else later.
      CREATE TABLE request_digest (
        key uuid PRIMARY KEY,
        digest bytea NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );

      -- Readings of the month that the default partition has caught are moved.
      CREATE FUNCTION make_read_partition(month date) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        first date := date_trunc('month', month)::date;
        name text := 'meter_read_' || to_char(first, 'YYYY_MM');
        from_at timestamptz := first::timestamp AT TIME ZONE 'UTC';
        to_at timestamptz := (first + interval '1 month')::timestamp AT TIME ZONE 'UTC';
      BEGIN
        PERFORM pg_advisory_xact_lock(727004);
        IF to_regclass(name) IS NOT NULL THEN RETURN NULL; END IF;
        EXECUTE format('CREATE TABLE %I (LIKE meter_read INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
        LOCK TABLE meter_read_other IN ACCESS EXCLUSIVE MODE;
        EXECUTE format(
          'WITH moved AS (DELETE FROM meter_read_other WHERE read_at >= %L AND read_at < %L RETURNING *)
           INSERT INTO %I SELECT * FROM moved', from_at, to_at, name);
        EXECUTE format('ALTER TABLE meter_read ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, from_at, to_at);
        RETURN name;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION make_read_partition(date);
      DROP TABLE request_digest;
      ALTER TABLE journal DROP COLUMN version;
    `);
  }
}
