import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order that the office asks for says why; what comes of it is its outcome. */
export class ReasonOfOrders1767225600032 implements MigrationInterface {
  name = 'ReasonOfOrders1767225600032';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE work_order ADD COLUMN reason text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE work_order DROP COLUMN reason');
  }
}
