import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyVersionAnswer, policyVersions, problem, publishedPolicy } from '@curbstop/contracts';
import { keptVersions, layPolicies } from '@curbstop/core';
import { aCity, aMember, TestClock, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('the policy, over HTTP', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  let cookie: string;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    const adopted = {
      version: '2020-01-14',
      language: 'en',
      clauses: { 'C.1': 'Ten per cent <late>, says the council.' },
    };
    await writeFile(join(folder, 'policy-wording.json'), JSON.stringify([adopted]));
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi(config, { clock, source: database.source });
    await aMember(database.source, {
      username: 'admin',
      name: 'A. Ross',
      password: PASSWORD,
      roles: ['admin'],
      crewId: null,
    });
    const answer = await request(api.url).post('/api/sign-in').send({ username: 'admin', password: PASSWORD });
    cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  });
  afterAll(async () => {
    layPolicies(new Map());
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  const post = (body: object) => request(api.url).post('/api/policy/versions').set('cookie', cookie).send(body);

  it('Z.6 boundary: a signed-out visitor reads it, with the current version and date', async () => {
    const answer = await request(api.url).get('/api/policy').expect(200);
    const policy = publishedPolicy.parse(answer.body);
    expect(policy).toMatchObject({ profile: 'glendora', version: '2020-01-14', today: '2026-01-15' });
    expect(policy.clauses.map((each) => each.id)).toEqual(expect.arrayContaining(['Z.1', 'Z.8', 'B.1', 'B.2']));
    expect(policy.switches.find((each) => each.name === 'shutoff-day')).toMatchObject({ value: '60', clause: 'E.1' });
    expect(policy.terms.map((each) => each.says)).toContain('A bill is due 42 days after its date.');
    const page = await request(api.url).get('/policy').expect(200);
    expect(page.text).toContain('Version of 1/14/2020, read on 1/15/2026.');
    expect(page.text).toContain('A bill is due 42 days after its date.');
  });

  it("Z.6 the city's own wording of a clause stands beside ours", async () => {
    const answer = await request(api.url).get('/api/policy').expect(200);
    const clauses = publishedPolicy.parse(answer.body).clauses.filter((each) => each.id === 'C.1' || each.id === 'C.2');
    expect(clauses.map(({ source, adopted }) => ({ source, adopted }))).toEqual([
      { source: 'C(1)', adopted: { en: 'Ten per cent <late>, says the council.' } },
      { source: 'C(2)', adopted: {} },
    ]);
    const page = await request(api.url).get('/policy').expect(200);
    expect(page.text).toContain('<th>As adopted</th>');
    expect(page.text).toContain('<td><p lang="en">Ten per cent &lt;late&gt;, says the council.</p></td>');
  });

  it('a dry run says what would change and changes nothing', async () => {
    const asked = { from: '2026-02-01', switches: { 'shutoff-day': 75, puc10010_1: false }, dryRun: true };
    expect(policyVersionAnswer.parse((await post(asked).expect(200)).body)).toMatchObject({
      adopted: false,
      base: 'glendora 2020-01-14',
      changes: [
        { name: 'shutoff-day', was: '60', is: '75' },
        { name: 'puc10010_1', was: 'on', is: 'off' },
      ],
      refusal: null,
    });
    expect(await keptVersions(database.source)).toEqual([]);
  });

  it('Z.2 boundary: day 59 is refused with its section, in a dry run and in earnest; day 60 is adopted', async () => {
    const asked = { from: '2026-02-01', switches: { 'shutoff-day': '59' } };
    const tried = policyVersionAnswer.parse((await post({ ...asked, dryRun: true }).expect(200)).body);
    expect(tried.refusal).toEqual({ says: expect.stringContaining('HSC 116908'), clauses: ['Z.2'] });
    const refused = await post(asked).expect(409);
    expect(refused.body).toMatchObject({
      code: 'refused',
      clauses: ['Z.2'],
      detail: expect.stringContaining('HSC 116908'),
    });
    await post({ from: '2026-02-01', switches: { 'shutoff-day': '60', 'extension-days': '21' } }).expect(200);
  });

  it('Z.1 lists the versions and who adopted them; the new one is in force from its day', async () => {
    const list = async () => {
      const answer = await request(api.url).get('/api/policy/versions').set('cookie', cookie).expect(200);
      return policyVersions.parse(answer.body);
    };
    expect(await list()).toMatchObject([
      { from: '2020-01-14', adopted: null, inForce: true },
      { from: '2026-02-01', adopted: { by: 'A. Ross', switches: { 'extension-days': '21' } }, inForce: false },
    ]);
    clock.set('2026-02-01T00:00:00-08:00');
    expect((await list()).map((each) => each.inForce)).toEqual([false, true]);
    expect((await request(api.url).get('/api/policy')).body).toMatchObject({ version: '2026-02-01' });
  });

  it.each([
    [{ from: '2026-03-01', switches: { 'shut-off': '60' } }, 'switches.shut-off'],
    [{ from: '2026-03-01', switches: { 'shutoff-day': 'soon' } }, 'switches.shutoff-day'],
    [{ from: 'soon', switches: {} }, 'from'],
  ])('names the field that is wrong: %j', async (body, field) => {
    const answer = await post(body).expect(400);
    expect(problem.parse(answer.body).fields?.[0]?.field).toBe(field);
  });
});
