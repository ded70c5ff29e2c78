import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request that is sent again because no answer came is answered as it was the first time, and done once. */
export class AnsweredRequests1767225600017 implements MigrationInterface {
  name = 'AnsweredRequests1767225600017';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE answered_request (
        key text PRIMARY KEY,
        request text NOT NULL,
        account_id integer REFERENCES account,
        -- Null while its transaction runs, and for requests that answer nothing.
        answer jsonb,
        at timestamptz NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE answered_request');
  }
}
