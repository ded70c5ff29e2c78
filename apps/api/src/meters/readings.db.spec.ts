import { BILLING_OFFICE, TAKE_BACK_ROLES, bills, heldBillList, problem } from '@curbstop/contracts';
import type { HeldBillList, Role } from '@curbstop/contracts';
import { anAccount, moment } from '@curbstop/testing';
import { MeterDoors, SEEN, decision, fieldOf } from './meters.fixture.ts';

const SUPERVISORS: readonly Role[] = ['supervisor', 'admin'];

describe('readings and bills that wait, over HTTP', () => {
  let doors: MeterDoors;

  beforeAll(async () => {
    doors = await MeterDoors.open([null, ...Array<string>(4).fill('400'), ...Array<string>(3).fill('250'), '110']);
  }, 240_000);
  afterAll(() => doors?.close());

  it('each door is open to those whose work it is', async () => {
    doors.useHome(null);
    // No record of these numbers: who may is refused by name, who may not by role.
    await doors.checkRoles(doors.here('readings'), null, BILLING_OFFICE);
    await doors.checkRoles(
      'accounts/999999/readings/decide',
      { meterId: 1, at: 1, deed: 'void', reason: 'x', version: 1 },
      BILLING_OFFICE,
    );
    await doors.checkRoles('accounts/999999/meter-exchange', {}, BILLING_OFFICE);
    await doors.checkRoles('accounts/999999/bills/1/take-back', { reason: 'x' }, TAKE_BACK_ROLES);
    await doors.checkRoles('doubted-readings', null, BILLING_OFFICE);
    await doors.checkRoles('doubted-readings/decide', {}, BILLING_OFFICE);
    await doors.checkRoles('held-bills', null, BILLING_OFFICE);
    await doors.checkRoles('held-bills/999999/decide', { deed: 'release', reason: 'x', version: 1 }, BILLING_OFFICE);
    await doors.checkRoles('dead-letters', null, SUPERVISORS);
    await doors.checkRoles('dead-letters/999999/decide', { deed: 'replay', note: '', version: 1 }, SUPERVISORS);
  });

  describe('a doubted reading', () => {
    beforeEach(() => doors.useHome('400'));

    it('B.1 is shown first with its doubt, accepted with a reason, billed at once, and its task is closed', async () => {
      const seen = await doors.readingAt('400');
      expect(seen).toMatchObject({ quality: 'suspect', doubt: "It is far above the meter's own use.", version: 1 });
      expect(await doors.openTasks()).toEqual(['read-doubt']);
      await doors.post('clerk', doors.here('readings/decide'), decision(seen, 'accept')).expect(204);
      expect(await doors.readingAt('400')).toMatchObject({
        quality: 'valid',
        reason: 'The crew looked.',
        decidedBy: 'The clerk',
        decidedAt: moment(SEEN),
        version: 2,
      });
      expect(await doors.openTasks()).toEqual([]);
      const list = bills.parse((await doors.get('clerk', doors.here('bills')).expect(200)).body).bills;
      expect(list[0]).toMatchObject({ endRegister: '400.000', mayTakeBack: false });
    });

    it('B.1 is decided by one of two: the other is told who, when and what, and has changed nothing', async () => {
      const seen = await doors.readingAt('400');
      const answers = await Promise.all([
        doors.post('clerk', doors.here('readings/decide'), decision(seen, 'accept', 'A leak, mended.')),
        doors.post('supervisor', doors.here('readings/decide'), decision(seen, 'void', 'Misread.')),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      const [first, second] = answers[0]?.status === 204 ? ['clerk', 1] : ['supervisor', 0];
      const told = problem.parse(answers[second as number]?.body);
      expect(told.detail).toContain(`By The ${first}, ${first}, Fri Mar 13, 9:30 am.`);
      expect(told.detail).toContain(first === 'clerk' ? '“A leak, mended.”' : '“Misread.”');
      expect(told).toMatchObject({ changed: { by: `The ${first}, ${first}`, at: moment(SEEN), version: 2 } });
      expect((await doors.readingAt('400')).version).toBe(2);
    });

    it('B.1 sent again because the answer was lost changes nothing more; another reason is a conflict', async () => {
      const body = decision(await doors.readingAt('400'), 'void');
      await doors.post('clerk', doors.here('readings/decide'), body).expect(204);
      const before = await doors.journalRows();
      await doors.post('clerk', doors.here('readings/decide'), body).expect(204);
      await doors.post('clerk', doors.here('readings/decide'), { ...body, reason: 'Another.' }).expect(409);
      await doors.post('supervisor', doors.here('readings/decide'), body).expect(409);
      expect(await doors.journalRows()).toBe(before);
      expect((await doors.readingAt('400')).version).toBe(2);
    });

    it('B.1 is refused in words where it cannot be, and nothing is half-written', async () => {
      const seen = await doors.readingAt('400');
      const good = decision(seen, 'void');
      const before = await doors.journalRows();
      const trial = (more: object, status: number) =>
        doors.post('clerk', doors.here('readings/decide'), { ...good, ...more }).expect(status);
      expect(fieldOf(await trial({ reason: ' ' }, 400))).toEqual([
        'reason',
        'Say why, so that it can be read to a customer.',
      ]);
      expect(fieldOf(await trial({ reason: 'x'.repeat(501) }, 400))[0]).toBe('reason');
      expect(fieldOf(await trial({ deed: 'erase' }, 400))).toEqual(['deed', 'Say accept, void or began-again.']);
      expect(fieldOf(await trial({ version: 0 }, 400))[0]).toBe('version');
      expect(fieldOf(await trial({ at: 1.5 }, 400))[0]).toBe('at');
      expect(fieldOf(await trial({ meterId: -1 }, 400))[0]).toBe('meterId');
      await trial({ meterId: 999_999 }, 404);
      await trial({ at: seen.at + 1 }, 404);
      await doors.post('clerk', 'accounts/999999/readings/decide', good).expect(404);
      const refused = await trial({ deed: 'began-again' }, 409);
      expect(problem.parse(refused.body)).toMatchObject({ clauses: ['B.1'] });
      // A reading of another place is none of this account.
      const other = await anAccount(doors.database.source);
      await doors.post('clerk', `accounts/${other.accountId}/readings/decide`, good).expect(404);
      expect(await doors.journalRows()).toBe(before);
      expect(await doors.readingAt('400')).toMatchObject({ quality: 'suspect', version: 1 });
    });
  });

  describe('a held bill', () => {
    let held: HeldBillList['bills'][number];

    beforeEach(async () => {
      doors.useHome('250');
      const list = heldBillList.parse((await doors.get('clerk', 'held-bills').expect(200)).body).bills;
      const found = list.find((each) => each.accountId === doors.home.accountId);
      if (!found) throw new Error('No bill is held.');
      held = found;
    });
    const decide = (who: Role, deed: string, more: object = {}) =>
      doors.post(who, `held-bills/${held.heldId}/decide`, {
        deed,
        reason: 'A leak, mended.',
        version: held.version,
        ...more,
      });

    it('B.1 is decided by one of two: the other is told who and when', async () => {
      const answers = await Promise.all([decide('clerk', 'release'), decide('finance', 'read-again')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      const first = answers[0]?.status === 204 ? 'clerk' : 'finance';
      const told = problem.parse(answers.find(({ status }) => status === 409)?.body).detail;
      expect(told).toContain(`By The ${first}, ${first}, Fri Mar 13, 9:30 am.`);
      expect(await doors.openTasks()).not.toContain('odd-bill');
    });

    it('B.1 released twice by the same person is one bill', async () => {
      await decide('clerk', 'release').expect(204);
      await decide('clerk', 'release').expect(204);
      await decide('clerk', 'void-reading').expect(409);
      const list = bills.parse((await doors.get('clerk', doors.here('bills')).expect(200)).body).bills;
      expect(list).toHaveLength(2);
    });

    it('B.1 is refused in words where it cannot be', async () => {
      expect(fieldOf(await decide('clerk', 'forget').expect(400))).toEqual([
        'deed',
        'Say release, void-reading or read-again.',
      ]);
      expect(fieldOf(await decide('clerk', 'release', { reason: '' }).expect(400))[0]).toBe('reason');
      expect(fieldOf(await decide('clerk', 'release', { version: 'x' }).expect(400))[0]).toBe('version');
      await decide('clerk', 'release', { version: held.version + 1 }).expect(409);
      await doors.post('clerk', 'held-bills/999999/decide', { deed: 'release', reason: 'x', version: 1 }).expect(404);
      expect(await doors.openTasks()).toContain('odd-bill');
    });
  });

  it('B.1 a bill whose reading is void says so, is taken back once, and made again from a good reading', async () => {
    doors.useHome('110');
    await doors.read('2026-03-13T08:00:00-07:00', '58');
    const list = async () => bills.parse((await doors.get('finance', doors.here('bills')).expect(200)).body).bills;
    const [wrong] = await list();
    const takeBack = (who: Role, reason = 'Misread.') =>
      doors.post(who, doors.here(`bills/${wrong?.billId ?? 0}/take-back`), { reason });
    expect(problem.parse((await takeBack('finance').expect(409)).body).detail).toBe(
      'The reading of this bill stands. Void it first.',
    );
    await doors
      .post('clerk', doors.here('readings/decide'), decision(await doors.readingAt('110'), 'void'))
      .expect(204);
    expect(await doors.openTasks()).toContain('correct-bill');
    expect((await list()).map(({ takenBack, mayTakeBack }) => [takenBack, mayTakeBack])).toEqual([
      [false, true],
      [false, false],
    ]);
    expect(fieldOf(await takeBack('finance', ' ').expect(400))[0]).toBe('reason');
    await Promise.all([takeBack('finance').expect(204), takeBack('supervisor').expect(204)]);
    expect((await list()).map((bill) => [bill.endRegister, bill.takenBack, bill.mayTakeBack])).toEqual([
      ['58.000', false, false],
      ['110.000', true, false],
      ['40.000', false, false],
    ]);
    expect(await doors.openTasks()).not.toContain('correct-bill');
    await doors.post('finance', doors.here('bills/999999/take-back'), { reason: 'x' }).expect(404);
  });
});
