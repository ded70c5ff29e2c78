import type { Actor } from '@curbstop/contracts';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { day, penalty, profiles } from '@curbstop/policy';
import {
  Invalid,
  Refused,
  adoptPolicy,
  feeOn,
  validateVersion,
  reloadPolicies,
  keptVersions,
  layPolicies,
  lockAccountSnapshot,
  rows,
  setCityContact,
  runDue,
  policyAt,
} from '../../index.ts';

const ADMIN: Actor = { kind: 'staff', id: 1, name: 'A. Ross', role: 'admin' };

interface Told {
  event: string;
  clause: string | null;
  facts: Record<string, unknown>;
}

describe('adopting a version of the policy', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeEach(async () => {
    db = await testDatabase();
    await aCity(db.source);
    layPolicies(new Map());
    clock.set('2026-01-15T08:00:00-08:00');
  });
  afterEach(() => db.close());

  const told = () =>
    rows<Told>(db.source, "SELECT event, clause, facts FROM journal WHERE stream = 'city' ORDER BY seq");
  const wanted = (from: string, switches: Record<string, string>) => ({
    profile: 'glendora',
    from: day(from),
    switches,
  });

  it('Z.1 boundary: the day before it the old rules, from its day the new, for bills of each their own', async () => {
    const { accountId } = await anAccount(db.source);
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at: clock.now() });
    await adoptPolicy(
      db.source,
      wanted('2026-02-01', { 'penalty-percent': '20', 'reconnection-fee': '80.00' }),
      ADMIN,
      clock.now(),
    );
    expect(policyAt('glendora', clock.set('2026-01-31T23:59:59-08:00')).penaltyRate).toBe(1_000);
    expect(policyAt('glendora', clock.set('2026-02-01T00:00:00-08:00'))).toMatchObject({
      version: '2026-02-01',
      penaltyRate: 2_000,
      fees: { 'reconnection-fee': { amount: 8_000 } },
    });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    const account = await lockAccountSnapshot(db.source, accountId, clock.now());
    expect(account.facts.bills[0]).toMatchObject({ penalty: 1_235, policyVersion: '2020-01-14' });
    const policy = policyAt('glendora', clock.now());
    expect(account.facts.bills.map((bill) => penalty({ ...bill, policyVersion: policy.version }, policy))).toEqual([
      2_469,
    ]);
    expect([
      await feeOn(db.source, 'glendora', 'reconnection-fee', day('2026-01-31')),
      await feeOn(db.source, 'glendora', 'reconnection-fee', day('2026-02-01')),
    ]).toMatchObject([{ amount: 7_000 }, { amount: 8_000 }]);
  });

  it('Z.1 keeps who adopted what, tells the journal, and a process that starts later knows', async () => {
    await adoptPolicy(db.source, wanted('2026-02-01', { 'extension-days': '21' }), ADMIN, clock.now());
    expect(await keptVersions(db.source)).toEqual([
      {
        profile: 'glendora',
        from: '2026-02-01',
        switches: { 'extension-days': '21' },
        base: 'glendora 2020-01-14',
        adoptedAt: clock.now(),
        adoptedBy: ADMIN,
      },
    ]);
    expect((await told()).map(({ event, clause }) => [event, clause])).toEqual([
      ['request.accepted', 'Z.1'],
      ['policy.adopted', 'Z.1'],
    ]);
    layPolicies(new Map());
    const later = clock.set('2026-02-01T00:00:00-08:00');
    expect(policyAt('glendora', later).extension.maxDays).toBe(14);
    await reloadPolicies(db.source);
    expect(policyAt('glendora', later).extension.maxDays).toBe(21);
  });

  it('Z.1 a second version stands on the first', async () => {
    await adoptPolicy(db.source, wanted('2026-02-01', { 'penalty-percent': '20' }), ADMIN, clock.now());
    const judged = await validateVersion(
      db.source,
      wanted('2026-03-01', { 'shutoff-day': '75', 'penalty-percent': '20' }),
      clock.now(),
    );
    expect(judged).toMatchObject({
      base: 'glendora 2026-02-01',
      changes: [{ name: 'shutoff-day', was: '60', is: '75' }],
      refusal: null,
    });
    await adoptPolicy(db.source, wanted('2026-03-01', { 'shutoff-day': '75' }), ADMIN, clock.now());
    expect(policyAt('glendora', clock.set('2026-03-01T12:00:00-08:00'))).toMatchObject({
      penaltyRate: 2_000,
      shutoffDay: 75,
    });
  });

  it.each([
    ['Z.2 boundary: day 59', { 'shutoff-day': '59' }, '2026-02-01', 'Z.2', 'HSC 116908'],
    ['Z.2 six business days of notice', { 'notice-business-days': '6' }, '2026-02-01', 'Z.2', 'HSC 116908(a)(1)(A)'],
    ['Z.2 closing before the office opens', { 'close-from': '07:00' }, '2026-02-01', 'Z.2', 'PUC 12824'],
    ['Z.1 a day that is past', { 'shutoff-day': '75' }, '2026-01-14', 'Z.1', 'begins today or later'],
  ])('%s is refused, and the refusal is kept', async (_name, switches, from, clause, says) => {
    const asked = adoptPolicy(db.source, wanted(from, switches), ADMIN, clock.now());
    await expect(asked).rejects.toBeInstanceOf(Refused);
    await expect(asked).rejects.toThrow(says);
    expect(await told()).toMatchObject([
      { event: 'request.refused', clause, facts: { request: 'save-policy', because: [clause] } },
    ]);
    expect(await keptVersions(db.source)).toEqual([]);
    expect(policyAt('glendora', clock.set('2026-02-01T12:00:00-08:00')).version).toBe('2020-01-14');
  });

  it('Z.2 day 60 and a version of today are taken', async () => {
    const policy = await adoptPolicy(db.source, wanted('2026-01-15', { 'shutoff-day': '60' }), ADMIN, clock.now());
    expect(policy.version).toBe('2026-01-15');
  });

  it('Z.1 a version of the same day is mended while no bill is under it, and then no more', async () => {
    await adoptPolicy(db.source, wanted('2026-01-15', { 'shutoff-day': '61' }), ADMIN, clock.now());
    const mended = await adoptPolicy(db.source, wanted('2026-01-15', { 'extension-days': '10' }), ADMIN, clock.now());
    expect([mended.shutoffDay, mended.extension.maxDays]).toEqual([61, 10]);
    expect(await keptVersions(db.source)).toMatchObject([
      { from: '2026-01-15', switches: { 'shutoff-day': '61', 'extension-days': '10' }, base: 'glendora 2020-01-14' },
    ]);
    const { accountId } = await anAccount(db.source);
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 100, due: '2026-02-26', at: clock.now() });
    await db.source.query("UPDATE bill SET policy_version = '2026-01-15'");
    const again = adoptPolicy(db.source, wanted('2026-01-15', { 'extension-days': '9' }), ADMIN, clock.now());
    await expect(again).rejects.toThrow('A version from Thu Jan 15 is adopted already, and bills are under it.');
  });

  it('Z.1 only those who run the office put a version in force', async () => {
    const clerk = { kind: 'staff', id: 9, name: 'P. Aldana', role: 'clerk' } as const;
    const asked = adoptPolicy(db.source, wanted('2026-02-01', { 'extension-days': '10' }), clerk, clock.now());
    await expect(asked).rejects.toThrow('by those who run the office');
  });

  it('Z.7 boundary: with the Korean text missing it is refused and Korean is named; with all texts it is taken', async () => {
    const asked = wanted('2026-02-01', { 'extension-days': '21' });
    await setCityContact(db.source, { untranslated: ['ko'] }, ADMIN, clock.now());
    await expect(adoptPolicy(db.source, asked, ADMIN, clock.now())).rejects.toThrow('Korean (ko)');
    await setCityContact(db.source, { untranslated: [] }, ADMIN, clock.now());
    await adoptPolicy(db.source, asked, ADMIN, clock.now());
  });

  it.each([
    ['glendora', { 'shut-off': '60' }, 'switches.shut-off'],
    ['glendora', { 'shutoff-day': 'soon' }, 'switches.shutoff-day'],
    ['atlantis', {}, 'profile'],
  ])('names the field that is wrong: %s %p', async (profile, switches, field) => {
    const asked = adoptPolicy(db.source, { profile, from: day('2026-02-01'), switches }, ADMIN, clock.now());
    await expect(asked).rejects.toBeInstanceOf(Invalid);
    await expect(asked).rejects.toMatchObject({ field });
  });

  it('the first day of a profile can be set before the city begins, for all its bills', async () => {
    const [base] = profiles.glendora.versions;
    const dawn = clock.set('2020-01-14T00:00:00-08:00');
    await adoptPolicy(db.source, wanted(base.version, { puc10010_1: 'off' }), ADMIN, dawn);
    expect(policyAt('glendora', clock.set('2026-01-15T08:00:00-08:00'))).toMatchObject({
      version: '2020-01-14',
      puc10010_1: false,
    });
  });
});
