import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments that a person checks before they are credited, and what was asked under a payment's key. */
export class PaymentsInDoubt1767225600028 implements MigrationInterface {
  name = 'PaymentsInDoubt1767225600028';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payment
        ADD COLUMN doubt text,
        ADD COLUMN doubt_hold_id integer REFERENCES hold,
        ADD COLUMN in_doubt boolean NOT NULL DEFAULT false,
        ADD COLUMN set_aside_at timestamptz,
        ADD COLUMN asked text,
        ADD CONSTRAINT payment_doubt CHECK (NOT in_doubt OR (doubt IS NOT NULL AND NOT credited AND set_aside_at IS NULL)),
        ADD CONSTRAINT payment_set_aside CHECK (set_aside_at IS NULL OR NOT credited);
      COMMENT ON COLUMN payment.doubt IS 'J.1, J.2.a, J.3: why a person checks, or has checked, whether it is to be credited.';
      COMMENT ON COLUMN payment.asked IS 'What was asked under the key, as a hash.';
      CREATE INDEX payment_reference ON payment (account_id, reference) WHERE reference <> '';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX payment_reference;
      ALTER TABLE payment DROP COLUMN doubt, DROP COLUMN doubt_hold_id, DROP COLUMN in_doubt, DROP COLUMN set_aside_at,
        DROP COLUMN asked;
    `);
  }
}
