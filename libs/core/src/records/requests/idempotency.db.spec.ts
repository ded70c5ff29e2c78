import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import { CLERK, FILING, OFFICER, UPHELD } from '../../actions/appeals/appeals.fixture.ts';
import {
  accountJournal,
  confirmDebit,
  decideAppeal,
  enrolDebit,
  fileAppeal,
  fileLandlordTrust,
  mailNotice,
  moratoria,
  recordReturnedMail,
  optOut,
  placeMoratorium,
  disputeDebit,
  row,
  rows,
  sellPremise,
  runDue,
} from '../../index.ts';

const BOSS: Actor = { kind: 'staff', id: 4, name: 'S. Okoro', role: 'supervisor' };

describe('a request that is sent again because no answer came', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());
  beforeEach(() => clock.set('2026-01-15T08:00:00-08:00'));

  async function billed() {
    const { accountId } = await anAccount(db.source);
    const at = moment('2026-01-15T08:00:00-08:00');
    const billId = await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    return { accountId, billId };
  }
  const heard = async (accountId: number) =>
    (await accountJournal(db.source, accountId, null)).lines.filter((line) => line.event.startsWith('request.'));

  it('H.3.a, H.3.c: an appeal is filed and decided once, and answered the same', async () => {
    const filing = { ...FILING, ...(await billed()), idempotencyKey: randomUUID() };
    const [first, second] = await Promise.all([
      fileAppeal(db.source, filing, CLERK, clock.now()),
      fileAppeal(db.source, filing, CLERK, clock.now()),
    ]);
    expect(second).toEqual(first);
    const { accountId } = filing;
    const decision = { ...UPHELD, accountId, appealId: first.appealId, idempotencyKey: randomUUID() };
    const decided = await decideAppeal(db.source, decision, OFFICER, clock.now());
    clock.set('2026-01-16T08:00:00-08:00');
    expect(await decideAppeal(db.source, decision, OFFICER, clock.now())).toEqual(decided);
    expect((await heard(accountId)).map((line) => line.event)).toEqual(['request.accepted', 'request.accepted']);
  });

  it('keeps no key of a refusal: it may be asked again, and is judged anew', async () => {
    const filing = { ...FILING, ...(await billed()), idempotencyKey: randomUUID() };
    await expect(fileAppeal(db.source, { ...filing, written: false }, CLERK, clock.now())).rejects.toMatchObject({
      clauses: ['H.3.a'],
    });
    await expect(fileAppeal(db.source, filing, CLERK, clock.now())).resolves.toMatchObject({ overLimit: false });
  });

  it('takes no key that was used for another account or another request', async () => {
    const key = randomUUID();
    const [one, other] = [await billed(), await billed()];
    await optOut(db.source, one.accountId, CLERK, clock.now(), key);
    await expect(optOut(db.source, one.accountId, CLERK, clock.now(), key)).resolves.toContain('read by hand');
    await expect(optOut(db.source, other.accountId, CLERK, clock.now(), key)).rejects.toThrow('another request');
    await expect(recordReturnedMail(db.source, one.accountId, CLERK, clock.now(), key)).rejects.toThrow(
      'another request',
    );
  });

  it('E.2.b: one letter came back, and the one before it still stands', async () => {
    const { accountId } = await billed();
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await mailNotice(db.source, { accountId, kind: 'disconnection', left: false }, CLERK, clock.now());
    const key = randomUUID();
    await recordReturnedMail(db.source, accountId, CLERK, clock.now(), key);
    await recordReturnedMail(db.source, accountId, CLERK, clock.now(), key);
    const sent = await rows<{ back: boolean }>(
      db.source,
      `SELECT returned_at IS NOT NULL AS back FROM notice WHERE account_id = $1 AND kind = 'disconnection' ORDER BY id`,
      [accountId],
    );
    expect(sent).toEqual([{ back: false }, { back: true }]);
  });

  it('J.6: a concern makes one task, also one that comes late', async () => {
    const { accountId } = await billed();
    await enrolDebit(db.source, { accountId, written: true }, CLERK, clock.now());
    await confirmDebit(db.source, accountId, CLERK, clock.now());
    clock.set('2026-02-20T09:00:00-08:00');
    const concern = { accountId, concern: 'The amount is high.', idempotencyKey: randomUUID() };
    for (let turn = 0; turn < 2; turn += 1)
      await expect(disputeDebit(db.source, concern, CLERK, clock.now())).rejects.toMatchObject({ clauses: ['J.6'] });
    expect(
      await row(db.source, `SELECT count(*)::int AS n FROM task WHERE account_id = $1 AND kind = 'ach-concern'`, [
        accountId,
      ]),
    ).toEqual({ n: 1 });
  });

  it('A.4, A.4.b: a trust that was sold away is not filed again by the letter that came first', async () => {
    const { accountId } = await billed();
    const owner = await row<{ id: number }>(db.source, "INSERT INTO customer (name) VALUES ('O. Reyes') RETURNING id");
    const filing = { accountId, ownerId: owner?.id ?? 0, written: true, idempotencyKey: randomUUID() };
    const sale = { accountId, recordedOn: null, idempotencyKey: randomUUID() };
    await fileLandlordTrust(db.source, filing, CLERK, clock.now());
    await sellPremise(db.source, sale, CLERK, clock.now());
    await sellPremise(db.source, sale, CLERK, clock.now());
    await fileLandlordTrust(db.source, filing, CLERK, clock.now());
    expect(await heard(accountId)).toHaveLength(2);
  });

  it('reading 13: a moratorium is placed once', async () => {
    const heat = { routeGroup: 3, from: clock.now(), until: moment('2026-01-20T23:59:59-08:00'), reason: 'Heat.' };
    const key = randomUUID();
    const placed = await placeMoratorium(db.source, heat, BOSS, clock.now(), key);
    expect(await placeMoratorium(db.source, heat, BOSS, clock.now(), key)).toEqual(placed);
    expect(await moratoria(db.source, clock.now())).toEqual([placed]);
  });
});
