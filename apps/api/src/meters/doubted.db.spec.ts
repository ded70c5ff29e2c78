import { doubtedReadings, problem } from '@curbstop/contracts';
import { inTransaction, rows, storeHandRead } from '@curbstop/core';
import { day, policyOn } from '@curbstop/policy';
import { moment } from '@curbstop/testing';
import { MeterDoors, decision } from './meters.fixture.ts';

describe('doubted readings, over HTTP', () => {
  let doors: MeterDoors;

  beforeAll(async () => {
    doors = await MeterDoors.open(Array<string>(3).fill('400'));
  }, 240_000);
  afterAll(() => doors?.close());

  describe('the doubted readings of the city', () => {
    beforeEach(() => doors.useHome('400'));
    const list = async (page = 0) =>
      doubtedReadings.parse((await doors.get('clerk', `doubted-readings?page=${page}`).expect(200)).body);
    const here = async () => (await list()).readings.filter((each) => each.meterId === doors.home.meterId);

    it('B.1 stand with their place, dial, doubt and since when, and are decided from the list', async () => {
      const [seen] = await here();
      expect(seen).toMatchObject({
        address: expect.any(String),
        account: { accountId: doors.home.accountId },
        register: '400',
        dial: { unit: 'm3' },
        source: 'crew',
        doubt: "It is far above the meter's own use.",
        reason: null,
        since: moment('2026-03-03T10:00:00-08:00'),
        version: 1,
      });
      if (!seen) throw new Error('Nothing is doubted.');
      const [task] = await rows<{ id: number }>(
        doors.database.source,
        "SELECT id FROM task WHERE account_id = $1 AND kind = 'read-doubt'",
        [doors.home.accountId],
      );
      const note = { outcome: 'Seen.' };
      const refused = await doors.post('clerk', `tasks/${task?.id ?? 0}/done`, note).expect(409);
      expect(problem.parse(refused.body).detail).toContain('Doubted readings');
      expect(await doors.openTasks()).toEqual(['read-doubt']);
      await doors.post('clerk', 'doubted-readings/decide', decision(seen, 'accept')).expect(204);
      expect(await here()).toEqual([]);
      expect(await doors.openTasks()).toEqual([]);
      expect((await list(9)).readings).toEqual([]);
      await doors.get('clerk', 'doubted-readings?page=x').expect(400);
    });

    it('B.1 one that two decide at once is decided by one: the other is told who, when and how', async () => {
      const [seen] = await here();
      if (!seen) throw new Error('Nothing is doubted.');
      const answers = await Promise.all([
        doors.post('clerk', 'doubted-readings/decide', decision(seen, 'accept', 'A leak, mended.')),
        doors.post('supervisor', doors.here('readings/decide'), decision(seen, 'void', 'Misread.')),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      const isClerk = answers[0]?.status === 204;
      const told = problem.parse(answers[isClerk ? 1 : 0]?.body).detail;
      expect(told).toContain(isClerk ? 'was accepted since' : 'was voided since');
      expect(told).toContain(`By The ${isClerk ? 'clerk, clerk' : 'supervisor, supervisor'}, Fri Mar 13, 9:30 am.`);
    });

    it('B.1 one of a meter where nobody was ever billed is decided too', async () => {
      const { source } = doors.database;
      const serial = 'NOBODY-1';
      const [meter] = await rows<{ id: number }>(
        source,
        "INSERT INTO meter (serial, size, digits) VALUES ($1, '3/4', 6) RETURNING id",
        [serial],
      );
      const meterId = meter?.id ?? 0;
      await inTransaction(source, (tx) =>
        storeHandRead(
          { tx, actor: { kind: 'staff', id: 1, name: 'R. Vega', role: 'crew' }, now: doors.clock.now() },
          { meterId, register: '4', at: doors.clock.now(), source: 'crew' },
          policyOn('glendora', day('2026-03-13')),
        ),
      );
      await source.query("UPDATE meter_read SET quality = 'suspect', why = 'spike' WHERE meter_id = $1", [meterId]);
      const found = (await list()).readings.find((each) => each.meterId === meterId);
      expect(found).toMatchObject({ account: null, address: 'Installed nowhere', serial });
      if (!found) throw new Error('It is not listed.');
      await doors.post('clerk', 'doubted-readings/decide', decision(found, 'void')).expect(204);
      expect((await list()).readings.some((each) => each.meterId === meterId)).toBe(false);
      await doors
        .post('clerk', 'doubted-readings/decide', { ...decision(found, 'void'), meterId: 999_999 })
        .expect(404);
    });
  });
});
