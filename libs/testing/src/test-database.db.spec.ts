import { emptyDatabase, testDatabase } from './test-database.ts';

describe('databases for specs', () => {
  it('gives each spec its own migrated copy', async () => {
    const one = await testDatabase();
    const two = await testDatabase();
    try {
      await one.source.query('CREATE TABLE mark (id int)');
      const tables: { name: string | null }[] = await two.source.query("SELECT to_regclass('mark')::text AS name");
      expect(tables).toEqual([{ name: null }]);
      const migrated: { n: number }[] = await two.source.query('SELECT count(*)::int AS n FROM migrations');
      expect(migrated[0]?.n).toBeGreaterThan(0);
    } finally {
      await one.close();
      await two.close();
    }
  });

  it('gives an empty one on request', async () => {
    const empty = await emptyDatabase();
    expect(empty.url).toContain('curbstop_spec_');
    await empty.drop();
  });
});
