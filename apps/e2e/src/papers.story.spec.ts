import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestDatabase } from '@curbstop/testing';
import { aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import { runDue } from '@curbstop/core';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const PROGRAM = resolve(import.meta.dirname, '../../api/dist/documents-command.js');
const run = promisify(execFile);

/** All text of a file, and how many pages it has. */
async function read(file: string): Promise<{ readonly pages: number; readonly text: string }> {
  const pdf = await getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return { pages: pdf.numPages, text: texts.join('\n') };
}

describe('npm run documents', () => {
  let db: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    folder = await mkdtemp(join(tmpdir(), 'curbstop-papers-'));
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });
  const documents = (...args: string[]) =>
    run(process.execPath, [PROGRAM, ...args], { env: { ...process.env, DATABASE_URL: db.url } });

  it('shows the notice of an account in every language, once the city says what becomes of drafts', async () => {
    const { accountId, number } = await anAccount(db.source, { name: 'Nguyễn Thị Ánh' });
    const at = moment('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    await runDue(db.source, moment('2026-02-27T10:00:00-08:00'));
    const out = join(folder, 'notice.pdf');
    const show = (...more: string[]) => documents('show', 'disconnection', '--account', number, '--out', out, ...more);
    await expect(show()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('No certified translation'),
    });
    await documents('drafts', 'marked');
    await show();
    const notice = await read(out);
    expect(notice.pages).toBe(7);
    for (const each of ['Nguyễn Thị Ánh', '$135.80', 'March 16, 2026', '停水通知', 'Thông báo cắt nước'])
      expect(notice.text).toContain(each);
    await show('--language', 'ko');
    expect((await read(out)).pages).toBe(1);
    await expect(documents('show', 'disconnection', '--account', 'no', '--out', out)).rejects.toMatchObject({
      stderr: expect.stringContaining('There is no account no.'),
    });
  });

  it('writes one of every paper in every language without a city', async () => {
    await documents('samples', folder);
    const files = await readdir(folder);
    for (const name of ['bill-es.pdf', 'disconnection.pdf', 'agreement-ko.pdf', 'restore-zh-Hans.pdf'])
      expect(files).toContain(name);
  });
});
