import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A clerk finds people by their last name and houses by their street. */
export class Searching1767225600006 implements MigrationInterface {
  name = 'Searching1767225600006';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX customer_last_name ON customer (lower(split_part(name, ' ', -1)) text_pattern_ops);
      CREATE INDEX premise_street ON premise (lower(substr(address, strpos(address, ' ') + 1)) text_pattern_ops);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX premise_street, customer_last_name');
  }
}
