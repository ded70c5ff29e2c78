import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metersThrough } from '@curbstop/core';
import { anAccount, testDatabase, aMember } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig, simulatorToken } from '../app.ts';
import type { Api } from '../app.ts';

const SECRET = 'a secret of more than thirty-two letters';
const PASSWORD = 'water under the bridge';

describe('the demo city', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  const http = () => request(api.url);
  const token = `Bearer ${simulatorToken(SECRET)}`;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    await aMember(database.source, { username: 'ada', name: 'Ada', password: PASSWORD, roles: ['admin'] });
    const given = { DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' };
    const config = readConfig({ ...given, CURBSTOP_DEMO: '1', CURBSTOP_SECRET: SECRET });
    api = await createApi(config, { source: database.source });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('believes only the simulators of its own installation', async () => {
    for (const wrong of ['', 'Bearer ', `Bearer ${simulatorToken('another secret')}`, token.slice(0, -1)]) {
      await http().get('/api/simulator/service-off').set('authorization', wrong).expect(401);
    }
  });

  it('keeps up to when the meters have sent', async () => {
    await http()
      .put('/api/simulator/caught-up')
      .set('authorization', token)
      .send({ through: 1_700_000_000_000 })
      .expect(204);
    expect(await metersThrough(database.source)).toBe(1_700_000_000_000);
    await http().put('/api/simulator/caught-up').set('authorization', token).send({ through: 'now' }).expect(400);
  });

  it('names the devices where the water is off', async () => {
    const [on, off] = [await anAccount(database.source), await anAccount(database.source)];
    await database.source.query("UPDATE account SET service = 'off' WHERE id = $1", [off.accountId]);
    const { body } = await http().get('/api/simulator/service-off').set('authorization', token).expect(200);
    expect(body).toEqual({ devices: [`M${off.meterSerial}`] });
    expect(body.devices).not.toContain(`M${on.meterSerial}`);
  });

  it('takes a wish to turn the clock, once at a time, from an administrator', async () => {
    const signedIn = await http().post('/api/sign-in').send({ username: 'ada', password: PASSWORD }).expect(200);
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const turn = (by: string) => http().post('/api/clock/turn').set('cookie', cookie).send({ by });
    const wrong = await turn('week').expect(400);
    expect(wrong.body.fields).toEqual([{ field: 'by', says: 'Turn by hour, day or next-deadline.' }]);
    const before = Date.now();
    expect((await turn('hour').expect(200)).body).toMatchObject({ demo: true, turning: null });
    const asked: { value: { to: number } }[] = await database.source.query(
      "SELECT value FROM setting WHERE key = 'turn'",
    );
    expect((asked[0]?.value.to ?? 0) - before).toBeGreaterThanOrEqual(3_600_000);
    await database.source.query(
      `INSERT INTO setting (key, value) VALUES ('clock', '{"cityAt":1,"systemAt":1,"running":false,"turning":{"to":2,"doing":"bills"}}')`,
    );
    const busy = await turn('day').expect(409);
    expect(busy.body).toMatchObject({ code: 'refused', detail: 'The clock is being turned already.' });
    const { body } = await http().get('/api/clock').expect(200);
    expect(body.turning).toMatchObject({ to: 2, doing: 'bills' });
  });
});
