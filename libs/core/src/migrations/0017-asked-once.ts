import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests whose effect is no row of its own that could carry the key: a request sent again under its key changes nothing more. */
export class AskedOnce1767225600017 implements MigrationInterface {
  name = 'AskedOnce1767225600017';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE asked_once (
        key uuid PRIMARY KEY,
        request text NOT NULL,
        -- Null for the whole city.
        account_id integer REFERENCES account,
        at timestamptz NOT NULL,
        -- Read out again when it is sent again; null where nothing is answered.
        answer jsonb
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE asked_once');
  }
}
