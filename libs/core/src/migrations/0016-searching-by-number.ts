import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A clerk finds an account by the first digits of its number or of its meter's. */
export class SearchingByNumber1767225600016 implements MigrationInterface {
  name = 'SearchingByNumber1767225600016';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX account_number_prefix ON account (number text_pattern_ops);
      CREATE INDEX meter_serial_prefix ON meter (serial text_pattern_ops);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX meter_serial_prefix, account_number_prefix');
  }
}
