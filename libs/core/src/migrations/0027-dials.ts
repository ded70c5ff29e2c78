import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the dial of a meter counts in, and what one step of its last digit is worth. Meters known before were read in cubic meters. */
export class Dials1767225600027 implements MigrationInterface {
  name = 'Dials1767225600027';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE meter
        ADD COLUMN dial_unit text NOT NULL DEFAULT 'm3' CHECK (dial_unit IN ('gal', 'ft3', 'm3')),
        ADD COLUMN dial_multiplier smallint NOT NULL DEFAULT 1 CHECK (dial_multiplier IN (1, 10, 100, 1000));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE meter DROP COLUMN dial_unit, DROP COLUMN dial_multiplier');
  }
}
