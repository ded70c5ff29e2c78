// Every scenario of the project, lived through one by one: a file is a test, so that each that fails is counted.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ground } from './ground.ts';
import { tryFile } from './outcome.ts';
import { failureLines } from './report/text.ts';

const FOLDER = resolve(import.meta.dirname, '../scenarios');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ya?ml$/.test(name))
  .sort();

jest.setTimeout(30_000);

describe('every scenario holds', () => {
  let ground: Ground;
  beforeAll(async () => (ground = await Ground.open()));
  afterAll(() => ground.close());

  it.each(files)('%s', async (name) => {
    const outcome = await tryFile(ground, join(FOLDER, name), null);
    if (outcome.is === 'unreadable') throw new Error(outcome.says);
    const { failures, life } = outcome;
    expect(failures.flatMap((each) => failureLines(each, name, life.timeZone)).join('\n')).toBe('');
  });
});
