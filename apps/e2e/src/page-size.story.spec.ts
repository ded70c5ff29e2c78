import { get } from 'node:http';
import { createApi, readConfig } from '@curbstop/api';
import type { Api } from '@curbstop/api';
import { testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';

/** What a crew on a weak signal downloads before the page works, in bytes. */
const LARGEST_PAGE_BYTES = 150_000;

/** The body as it was sent, not unpacked. */
const sent = (url: string): Promise<{ encoding: string | undefined; body: Buffer }> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ encoding: answer.headers['content-encoding'], body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });

describe('the size of the web apps', () => {
  let database: TestDatabase;
  let api: Api;

  beforeAll(async () => {
    database = await testDatabase();
    api = await createApi(readConfig({ DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent' }), {
      source: database.source,
    });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it.each(['field', 'dispatch', 'desk'])('sends all that %s needs to start in 150 kB, compressed', async (name) => {
    const page = await (await fetch(`${api.url}/${name}/`)).text();
    const files = [...page.matchAll(/(?:src|href)="([^"]*\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
    expect(files.length).toBeGreaterThanOrEqual(2);
    const answers = await Promise.all(files.map((path) => sent(new URL(path ?? '', api.url).href)));
    expect(answers.map(({ encoding }) => encoding)).toEqual(files.map(() => 'br'));
    const bytes = answers.reduce((sum, { body }) => sum + body.length, 0);
    expect(bytes).toBeLessThanOrEqual(LARGEST_PAGE_BYTES);
  });
});
