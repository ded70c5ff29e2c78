import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '@curbstop/policy';
import { adoptedText, readWording, WORDING_FILE } from './wording.ts';

describe("the city's own wording", () => {
  let folder: string;
  const written = (text: string) => writeFile(join(folder, WORDING_FILE), text);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'curbstop-wording-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('a city without the file has none', async () => {
    await expect(readWording(folder)).resolves.toEqual([]);
  });

  it('of each language the latest version in force is shown, and a clause that it leaves out is not', async () => {
    const first = { version: '2020-01-14', language: 'en', clauses: { 'C.1': 'Ten per cent.', 'C.2': 'By day 60.' } };
    const later = { version: '2026-07-01', language: 'en', clauses: { 'C.1': 'Five per cent.' } };
    const spanish = { version: '2021-01-01', language: 'es', clauses: { 'C.1': 'Diez por ciento.' } };
    await written(JSON.stringify([later, first, spanish]));
    const wording = await readWording(folder);
    const shown = (id: 'C.1' | 'C.2', on: string) => adoptedText(wording, id, day(on));
    expect(shown('C.1', '2020-01-13')).toEqual({});
    expect(shown('C.1', '2026-06-30')).toEqual({ en: 'Ten per cent.', es: 'Diez por ciento.' });
    expect(shown('C.1', '2026-07-01')).toEqual({ en: 'Five per cent.', es: 'Diez por ciento.' });
    expect(shown('C.2', '2026-07-01')).toEqual({});
  });

  const one = (more: object) => JSON.stringify([{ version: '2020-01-14', language: 'en', clauses: {}, ...more }]);
  it.each([
    [
      'a clause that the policy has not',
      one({ clauses: { 'N.1': 'Text.' } }),
      '0.clauses.N.1 is no clause of the policy',
    ],
    ['an empty text', one({ clauses: { 'C.1': ' ' } }), '0.clauses.C.1 is empty'],
    ['a language by its name', one({ language: 'English' }), '0.language must be the code of a language, as en or es'],
    ['no date', one({ version: 'soon' }), '0.version Give a date as YYYY-MM-DD'],
    ['the same version twice', `${one({}).slice(0, -1)},${one({}).slice(1)}`, '1 gives 2020-01-14 in en a second time'],
    ['what is no JSON', '[', 'Unexpected end of JSON input'],
  ])('%s is refused with the file and the place', async (_what, text, why) => {
    await written(text);
    await expect(readWording(folder)).rejects.toMatchObject({ name: 'ConfigError' });
    await expect(readWording(folder)).rejects.toThrow(
      `${join(folder, WORDING_FILE)} is not the wording of a policy: ${why}`,
    );
  });
});
