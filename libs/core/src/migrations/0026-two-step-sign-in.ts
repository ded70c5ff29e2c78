import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staff may sign in with a second step, a code of their phone; and administrators change staff by version. */
export class TwoStepSignIn1767225600026 implements MigrationInterface {
  name = 'TwoStepSignIn1767225600026';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE staff
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN last_signed_in_at timestamptz,
        ADD COLUMN two_step_secret bytea,
        ADD COLUMN two_step_pending bytea,
        ADD COLUMN two_step_used bigint,
        ADD COLUMN two_step_misses smallint NOT NULL DEFAULT 0 CHECK (two_step_misses >= 0),
        ADD COLUMN two_step_locked_until timestamptz;
      COMMENT ON COLUMN staff.two_step_secret IS 'Encrypted with a key that is not in this database; null: one step.';
      COMMENT ON COLUMN staff.two_step_used IS 'The newest 30-second step whose code was used: a code works once.';
      CREATE TABLE staff_recovery_code (
        staff_id integer NOT NULL REFERENCES staff,
        code_hash bytea NOT NULL,
        PRIMARY KEY (staff_id, code_hash)
      );
      COMMENT ON TABLE staff_recovery_code IS 'Codes that stand in for a lost phone, each once; a used one is deleted.';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE staff_recovery_code;
      ALTER TABLE staff DROP COLUMN version, DROP COLUMN last_signed_in_at, DROP COLUMN two_step_secret,
        DROP COLUMN two_step_pending, DROP COLUMN two_step_used, DROP COLUMN two_step_misses,
        DROP COLUMN two_step_locked_until;
    `);
  }
}
