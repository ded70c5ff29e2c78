import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account may be billed by hand more than once on a day, and have two appeals decided; a run still bills it once. */
export class SeveralBillsADay1767225600018 implements MigrationInterface {
  name = 'SeveralBillsADay1767225600018';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE bill ADD COLUMN nth_of_day smallint NOT NULL DEFAULT 1 CHECK (nth_of_day > 0);
      ALTER TABLE bill DROP CONSTRAINT bill_account_id_bill_date_kind_key;
      ALTER TABLE bill ADD CONSTRAINT bill_of_day UNIQUE (account_id, bill_date, kind, nth_of_day);
      COMMENT ON COLUMN bill.nth_of_day IS 'Bills of a kind that an account gets on one day are counted; a bill run makes the first.';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE bill DROP CONSTRAINT bill_of_day;
      ALTER TABLE bill ADD CONSTRAINT bill_account_id_bill_date_kind_key UNIQUE (account_id, bill_date, kind);
      ALTER TABLE bill DROP COLUMN nth_of_day;
    `);
  }
}
