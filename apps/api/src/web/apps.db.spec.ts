import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { testDatabase, aMember } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import request from 'supertest';
import { createApi, readConfig } from '../app.ts';
import type { Api } from '../app.ts';

const PASSWORD = 'water under the bridge';

describe('the web apps and the base map', () => {
  let database: TestDatabase;
  let api: Api;
  let folder: string;
  const http = () => request(api.url);

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'curbstop-api-'));
    await aMember(database.source, { username: 'dora', name: 'Dora', password: PASSWORD, roles: ['dispatcher'] });
    for (const name of ['dispatch', 'field']) {
      await mkdir(join(folder, name, 'dist', 'assets'), { recursive: true });
      await writeFile(join(folder, name, 'dist', 'index.html'), `<title>${name}</title>`);
      const script = join(folder, name, 'dist', 'assets', 'index-abc.js');
      await writeFile(script, 'export {};');
      await writeFile(`${script}.br`, brotliCompressSync('export {};'));
      await writeFile(`${script}.gz`, gzipSync('export {};'));
    }
    await writeFile(join(folder, 'field', 'dist', 'sw.js'), '// worker');
    const config = readConfig({ DATABASE_URL: database.url, PORT: '0', CURBSTOP_DATA: folder, LOG_LEVEL: 'silent' });
    api = await createApi({ ...config, webFolder: folder }, { source: database.source });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it.each(['dispatch', 'field'])('serves %s at its address, and at every address inside it', async (name) => {
    await http().get(`/${name}`).expect(301).expect('location', `/${name}/`);
    for (const path of [`/${name}/`, `/${name}/index.html`, `/${name}/orders/7`]) {
      const answer = await http().get(path).expect(200);
      expect([path, answer.text, answer.headers['cache-control']]).toEqual([
        path,
        `<title>${name}</title>`,
        'no-cache',
      ]);
    }
  });

  it('lets browsers keep what never changes, and only that', async () => {
    const kept = await http().get('/field/assets/index-abc.js').expect(200);
    expect(kept.headers['cache-control']).toContain('immutable');
    expect(kept.headers['content-type']).toContain('javascript');
    const worker = await http().get('/field/sw.js').expect(200);
    expect(worker.headers['cache-control']).toBe('no-cache');
    await http().get('/field/assets/index-old.js').expect(404);
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('sends a script to a browser that accepts %s as %s', async (accepted, encoding) => {
    const answer = await fetch(`${api.url}/field/assets/index-abc.js`, {
      headers: { 'accept-encoding': accepted },
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding]);
    expect(answer.headers.get('vary')).toContain('accept-encoding');
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(await answer.text()).toBe('export {};');
  });

  it('gives out no file beside the apps', async () => {
    for (const path of ['/dispatch/..%2f..%2ffield%2fdist%2fsw.js', '/dispatch/%2e%2e/%2e%2e/field/dist/sw.js']) {
      expect((await http().get(path)).text).not.toContain('// worker');
    }
  });

  it('lists on its first page the apps that are there', async () => {
    const { text } = await http().get('/').expect(200);
    expect(text).toContain('href="/dispatch/"');
    expect(text).toContain('href="/field/"');
    expect(text).not.toContain('href="/desk/"');
  });

  it('serves the base map packed, once, to those signed in', async () => {
    await http().get('/api/map/base').expect(401);
    const signedIn = await http().post('/api/sign-in').send({ username: 'dora', password: PASSWORD }).expect(200);
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const packed = await fetch(`${api.url}/api/map/base`, { headers: { cookie, 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('cache-control')).toContain('immutable');
    const map = await packed.text();
    expect(typeof JSON.parse(map)).toBe('object');
    const plain = await http()
      .get('/api/map/base')
      .set('cookie', cookie)
      .set('accept-encoding', 'identity')
      .expect(200);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text === map).toBe(true);
    const etag = packed.headers.get('etag') ?? '';
    await http().get('/api/map/base').set('cookie', cookie).set('if-none-match', etag).expect(304);
  });

  it('says where map tiles come from, and lets pages load pictures from there and nowhere else', async () => {
    await http().get('/api/map/settings').expect(200, { tileUrl: null, attribution: null });
    const config = readConfig({
      DATABASE_URL: database.url,
      PORT: '0',
      CURBSTOP_DATA: folder,
      LOG_LEVEL: 'silent',
      MAP_TILE_URL: 'https://tiles.example:8443/v1/{z}/{x}/{y}.png',
      MAP_TILE_ATTRIBUTION: 'City GIS',
    });
    const tiled = await createApi({ ...config, webFolder: folder }, { source: database.source });
    try {
      const { body } = await request(tiled.url).get('/api/map/settings').expect(200);
      expect(body).toEqual({ tileUrl: 'https://tiles.example:8443/v1/{z}/{x}/{y}.png', attribution: 'City GIS' });
      const { headers } = await request(tiled.url).get('/dispatch/').expect(200);
      expect(headers['content-security-policy']).toContain("img-src 'self' data: blob: https://tiles.example:8443;");
    } finally {
      await tiled.close();
    }
  });
});
