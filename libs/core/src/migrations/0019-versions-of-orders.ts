import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every change of an order gives it another version; a stop may wait for the cashier's answer, and dispatch may hold an order. */
export class VersionsOfOrders1767225600019 implements MigrationInterface {
  name = 'VersionsOfOrders1767225600019';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE work_order ADD COLUMN parked jsonb, ADD COLUMN held_by_dispatch boolean NOT NULL DEFAULT false;
      CREATE FUNCTION bump_order_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.version := OLD.version + 1;
        RETURN NEW;
      END $$;
      CREATE TRIGGER work_order_version BEFORE UPDATE ON work_order
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION bump_order_version();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER work_order_version ON work_order;
      DROP FUNCTION bump_order_version();
      ALTER TABLE work_order DROP COLUMN parked, DROP COLUMN held_by_dispatch;
    `);
  }
}
