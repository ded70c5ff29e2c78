import { day, profiles, policyOn } from '@curbstop/policy';
import type { ProfileName } from '@curbstop/policy';
import { testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { feeOn, rows, seedCity, tariffsOn } from '../../index.ts';

const NAMES = Object.keys(profiles) as ProfileName[];

describe('a new city', () => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it.each(NAMES)('%s has its fees and a price for every class, and keeps them when seeded again', async (profile) => {
    await seedCity(db.source, profile);
    await seedCity(db.source, profile);
    const on = day('2026-01-15');
    const policy = policyOn(profile, on);
    for (const [kind, fee] of Object.entries(policy.fees)) {
      expect(await feeOn(db.source, profile, kind, on)).toEqual({ amount: fee.amount, clause: fee.clause });
    }
    expect([...(await tariffsOn(db.source, profile, on)).keys()].sort()).toEqual([
      'commercial',
      'government',
      'residential',
      'state',
    ]);
    const kept = await rows(db.source, 'SELECT 1 FROM fee WHERE profile = $1', [profile]);
    expect(kept).toHaveLength(Object.keys(policy.fees).length);
  });
});
