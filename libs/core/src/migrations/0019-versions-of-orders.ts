import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every change of an order gives it another version, and a stop may wait for the cashier's answer. */
export class VersionsOfOrders1767225600019 implements MigrationInterface {
  name = 'VersionsOfOrders1767225600019';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE work_order ADD COLUMN parked jsonb;
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
      ALTER TABLE work_order DROP COLUMN parked;
    `);
  }
}
