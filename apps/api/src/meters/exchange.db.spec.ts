import { randomUUID } from 'node:crypto';
import { deadLetterList, problem, readingList } from '@curbstop/contracts';
import type { TaskView } from '@curbstop/contracts';
import { DeviceDirectory, keepDeadLetter, recordAlarm, row, rows } from '@curbstop/core';
import { anAccount } from '@curbstop/testing';
import { MeterDoors, SEEN, fieldOf } from './meters.fixture.ts';

describe('meters and what they send, over HTTP', () => {
  let doors: MeterDoors;

  beforeAll(async () => {
    doors = await MeterDoors.open(Array<null>(21).fill(null));
  }, 240_000);
  beforeEach(() => doors.useHome(null));
  afterAll(() => doors?.close());

  describe('an exchange of meters', () => {
    const asked = (serial: string, more: object = {}) => ({
      meterId: doors.home.meterId,
      closingRegister: '52.300',
      closingUnit: 'm3',
      newSerial: serial,
      newSize: '3/4',
      newDigits: 6,
      newUnit: 'gal',
      newMultiplier: 1,
      openingRegister: '12',
      keepsRadio: true,
      reason: 'The glass was broken.',
      ...more,
    });

    it('B.1 is done once under its key, and the new dial is kept', async () => {
      const key = randomUUID();
      const body = asked(`N-${doors.home.meterId}`);
      const { body: first } = await doors.post('clerk', doors.here('meter-exchange'), body, key).expect(201);
      const { body: again } = await doors.post('clerk', doors.here('meter-exchange'), body, key).expect(201);
      expect(again).toEqual(first);
      await doors.post('clerk', doors.here('meter-exchange'), { ...body, reason: 'Another.' }, key).expect(409);
      const { meters } = readingList.parse((await doors.get('clerk', doors.here('readings')).expect(200)).body);
      expect(meters).toMatchObject([
        { serial: `N-${doors.home.meterId}`, dial: { unit: 'gal', digits: 6, multiplier: 1 }, removedOn: null },
        { serial: doors.home.meterSerial, removedOn: '2026-03-13' },
      ]);
    });

    it('B.1 of two at once is one: the other is told who exchanged it, when, and what is there', async () => {
      const answers = await Promise.all(
        (['clerk', 'supervisor'] as const).map((who) =>
          doors.post(who, doors.here('meter-exchange'), asked(`${who.slice(0, 2)}-${doors.home.meterId}`)),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const first = answers[0]?.status === 201 ? 'clerk' : 'supervisor';
      const told = problem.parse(answers.find(({ status }) => status === 409)?.body).detail;
      expect(told).toContain(`exchanged for ${first.slice(0, 2)}-${doors.home.meterId}`);
      expect(told).toContain(`By The ${first}, ${first}, Fri Mar 13, 9:30 am.`);
    });

    it('B.1 with one number at two places at once is done at one of them', async () => {
      const other = await anAccount(doors.database.source, { openedOn: '2025-11-12' });
      const body = asked(`T-${doors.home.meterId}`);
      const answers = await Promise.all([
        doors.post('clerk', doors.here('meter-exchange'), body),
        doors.post('supervisor', `accounts/${other.accountId}/meter-exchange`, {
          ...body,
          meterId: other.meterId,
          closingRegister: '5',
        }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
      const refused = answers.find(({ status }) => status === 400);
      expect(refused && fieldOf(refused)[0]).toBe('newSerial');
    });

    it.each([
      ['closingRegister', { closingRegister: 'abc' }],
      ['closingRegister', { closingUnit: 'gal' }],
      ['newSerial', { newSerial: '' }],
      ['newSerial', { newSerial: 'a b' }],
      ['newSize', { newSize: '7' }],
      ['newDigits', { newDigits: 2 }],
      ['newDigits', { newDigits: 10 }],
      ['newUnit', { newUnit: 'barrel' }],
      ['newMultiplier', { newMultiplier: 7 }],
      ['openingRegister', { openingRegister: '-1' }],
      ['openingRegister', { openingRegister: '10000000' }],
      ['keepsRadio', { keepsRadio: 'yes' }],
      ['reason', { reason: '' }],
    ])('B.1 names %s when it is %j, and leaves all as it was', async (field, more) => {
      const before = await doors.journalRows();
      const answer = await doors
        .post('clerk', doors.here('meter-exchange'), asked(`B-${doors.home.meterId}`, more))
        .expect(400);
      const [named, says] = fieldOf(answer);
      expect([named, (says ?? '').length > 5]).toEqual([field, true]);
      expect(await doors.journalRows()).toBe(before);
      expect(
        await rows(doors.database.source, 'SELECT 1 FROM meter WHERE serial = $1', [`B-${doors.home.meterId}`]),
      ).toEqual([]);
    });

    it('B.1 wants a key and an account that is there', async () => {
      const keyless = await doors.post('clerk', doors.here('meter-exchange'), asked('K-1'), null).expect(400);
      expect(fieldOf(keyless)[0]).toBe('idempotency-key');
      await doors.post('clerk', 'accounts/999999/meter-exchange', asked('K-1')).expect(404);
      expect(
        problem.parse(
          (await doors.post('clerk', doors.here('meter-exchange'), asked('K-1', { closingRegister: '39' })).expect(409))
            .body,
        ),
      ).toMatchObject({
        clauses: ['B.1'],
      });
    });
  });

  describe('a message that could not be handled', () => {
    let nth = 0;
    async function aLetter() {
      nth += 1;
      const device = `M${doors.home.meterSerial}`;
      const letter = {
        deviceId: doors.home.deviceId,
        device,
        kind: 'reading' as const,
        topic: 'cs/v1/demo/x/up/reading',
      };
      const payload = Buffer.from(`{"nth":${nth}}`);
      await keepDeadLetter(
        doors.database.source,
        { ...letter, payload, reason: 'v: not as agreed.' },
        doors.clock.now(),
      );
      const { letters } = deadLetterList.parse((await doors.get('supervisor', 'dead-letters').expect(200)).body);
      const found = letters.find((each) => each.device === device);
      if (!found) throw new Error('It was not kept.');
      return found;
    }

    it('is listed with its reason and asked to be replayed once, however often it is asked', async () => {
      const letter = await aLetter();
      expect(letter).toMatchObject({ reason: 'v: not as agreed.', kind: 'reading', times: 1, asked: false });
      const path = `dead-letters/${letter.letterId}/decide`;
      const body = { deed: 'replay', note: '', version: letter.version };
      const answers = await Promise.all([doors.post('supervisor', path, body), doors.post('admin', path, body)]);
      expect(answers.map(({ status }) => status)).toEqual([204, 204]);
      const { letters } = deadLetterList.parse((await doors.get('supervisor', 'dead-letters').expect(200)).body);
      expect(letters.find((each) => each.letterId === letter.letterId)).toMatchObject({ asked: true, version: 2 });
    });

    it('is dismissed by one of two, with the reason; the other is told who and when', async () => {
      const letter = await aLetter();
      const path = `dead-letters/${letter.letterId}/decide`;
      const body = { deed: 'dismiss', note: 'A test device.', version: letter.version };
      await doors.post('supervisor', path, body).expect(204);
      await doors.post('supervisor', path, body).expect(204);
      const told = problem.parse((await doors.post('admin', path, body).expect(409)).body).detail;
      expect(told).toContain('dismissed since you saw it. By The supervisor, supervisor, Fri Mar 13, 9:30 am.');
      await doors.post('admin', path, { ...body, deed: 'replay' }).expect(409);
      const task = await row(
        doors.database.source,
        "SELECT done_at IS NOT NULL AS done FROM task WHERE kind = 'unhandled-message' AND (subject->>'deviceId')::int = $1",
        [doors.home.deviceId],
      );
      expect(task).toEqual({ done: true });
    });

    it('is refused in words where it cannot be', async () => {
      const letter = await aLetter();
      const path = `dead-letters/${letter.letterId}/decide`;
      const good = { deed: 'dismiss', note: 'x', version: letter.version };
      expect(fieldOf(await doors.post('supervisor', path, { ...good, note: ' ' }).expect(400))).toEqual([
        'note',
        'Say why nothing of it is needed.',
      ]);
      expect(fieldOf(await doors.post('supervisor', path, { ...good, deed: 'burn' }).expect(400))).toEqual([
        'deed',
        'Say replay or dismiss.',
      ]);
      expect(fieldOf(await doors.post('supervisor', path, { ...good, note: 'x'.repeat(501) }).expect(400))[0]).toBe(
        'note',
      );
      await doors.post('supervisor', path, { ...good, version: 9 }).expect(409);
      await doors.post('supervisor', 'dead-letters/999999/decide', good).expect(404);
    });
  });

  it("an alarm is a clerk's task of its account, and done with what came of it", async () => {
    const name = `M${doors.home.meterSerial}`;
    const device = await new DeviceDirectory(doors.database.source).find(name, doors.clock.now());
    if (!device) throw new Error('The device is not known.');
    const alarm = { v: 1 as const, seq: 1, bootId: 1, t: SEEN, alarm: 'leak' as const, detail: 'Five liters an hour' };
    for (let seq = 1; seq <= 3; seq += 1)
      await recordAlarm(doors.database.source, device, { ...alarm, seq }, doors.clock.now());
    const mine = async () =>
      ((await doors.get('clerk', 'tasks?state=open').expect(200)).body.tasks as TaskView[]).filter(
        (each) => each.kind === 'device-alarm' && each.account?.accountId === doors.home.accountId,
      );
    const [task, ...others] = await mine();
    expect(others).toEqual([]);
    expect(task?.says).toBe(`Device ${name} tells of leak. Five liters an hour`);
    const path = `tasks/${task?.taskId ?? 0}/done`;
    expect(fieldOf(await doors.post('clerk', path, { outcome: '' }).expect(400))[0]).toBe('outcome');
    await doors.post('crew', path, { outcome: 'x' }).expect(403);
    await doors.post('clerk', path, { outcome: 'The customer was called.' }).expect((answer) => {
      if (answer.status >= 300) throw new Error(`It was answered ${answer.status}.`);
    });
    expect(await mine()).toEqual([]);
    // It lasts: not before a person again on the same day.
    await recordAlarm(doors.database.source, device, { ...alarm, seq: 9 }, doors.clock.now());
    expect(await mine()).toEqual([]);
  });
});
