import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Z.1: the versions of the policy that a city adopted itself, by what each sets differently. */
export class AdoptedPolicies1767225600009 implements MigrationInterface {
  name = 'AdoptedPolicies1767225600009';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE policy_version (
        profile text NOT NULL,
        from_day date NOT NULL,
        switches jsonb NOT NULL,
        -- The version that it stands on, as the profile and its day.
        base text NOT NULL,
        adopted_at timestamptz NOT NULL,
        adopted_by jsonb NOT NULL,
        PRIMARY KEY (profile, from_day)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE policy_version');
  }
}
