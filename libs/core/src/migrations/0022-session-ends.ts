import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session ends at a fixed time however much it is used; whoever is signed in when this runs signs in once more. */
export class SessionEnds1767225600022 implements MigrationInterface {
  name = 'SessionEnds1767225600022';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM session;
      ALTER TABLE session ADD COLUMN ends_at timestamptz NOT NULL;
      CREATE INDEX session_staff ON session (staff_id);
      COMMENT ON COLUMN session.ends_at IS 'Absolute end; expires_at moves with use, never past this.';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX session_staff; ALTER TABLE session DROP COLUMN ends_at');
  }
}
