import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is doubted is listed for the whole city and counted for a meter: few readings of very many. */
export class ListOfDoubts1767225600031 implements MigrationInterface {
  name = 'ListOfDoubts1767225600031';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX meter_read_doubted ON meter_read (meter_id, read_at) WHERE quality = 'suspect'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX meter_read_doubted');
  }
}
