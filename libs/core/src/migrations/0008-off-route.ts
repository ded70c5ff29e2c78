import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Premises that are on no route: their bills are issued by hand, and no bill run asks for their reads. */
export class OffRoute1767225600008 implements MigrationInterface {
  name = 'OffRoute1767225600008';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE premise DROP CONSTRAINT premise_route_group_check;
      ALTER TABLE premise ADD CONSTRAINT premise_route_group_check CHECK (route_group BETWEEN 0 AND 8);
      COMMENT ON COLUMN premise.route_group IS 'B.1: 1 to 8; 0 for a premise on no route.';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE premise DROP CONSTRAINT premise_route_group_check;
      ALTER TABLE premise ADD CONSTRAINT premise_route_group_check CHECK (route_group BETWEEN 1 AND 8);
    `);
  }
}
