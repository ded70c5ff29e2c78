import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task is read by every role: what a household has shown of its income is on its account's page, for whose work it is. */
export class NoIncomeInTasks1767225600029 implements MigrationInterface {
  name = 'NoIncomeInTasks1767225600029';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      "UPDATE task SET says = 'Evidence of a low income is to be looked at.' WHERE kind = 'verify-low-income'",
    );
  }

  async down(): Promise<void> {
    // What was taken out stays out.
  }
}
