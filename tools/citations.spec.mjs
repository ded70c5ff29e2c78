import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CLAUSE_IDS, GENERAL_READINGS, READINGS, REGISTER, SECTIONS, SETTINGS } from '@curbstop/policy';
import { citations, citationsIn, sourceFiles } from './citations.mjs';
import { READINGS_PAGE, readingsPage } from './policy-readings.mjs';

const root = resolve(import.meta.dirname, '..');
/** This spec has citations that lead nowhere, to show that they are found. */
const HERE = 'tools/citations.spec.mjs';
/** What has been run on a city is never changed, its comments included. */
const LANDED = 'libs/core/src/migrations/';
/** Clauses that specs make up to be refused. */
const MADE_UP = new Set(['C.9', 'C.99', 'K.10', 'Z.9']);

describe('citations', () => {
  const cited = citations(
    root,
    sourceFiles(root).filter((path) => path !== HERE && !path.startsWith(LANDED)),
  );
  const places = (wrong) => cited.flatMap((file) => wrong(file).map((citation) => `${file.path} cites ${citation}`));

  it('every clause that a file cites is a clause of the policy', () => {
    const clauses = new Set(CLAUSE_IDS);
    const isKnown = (path, id) => clauses.has(id) || (/\.spec\.\w+$/.test(path) && MADE_UP.has(id));
    expect(places(({ path, clauses: ids }) => ids.filter((id) => !isKnown(path, id)))).toEqual([]);
  });

  it('every reading that a file cites exists', () => {
    const numbers = new Set(READINGS.map((reading) => reading.number));
    expect(places((file) => file.readings.filter((number) => !numbers.has(number)))).toEqual([]);
  });

  it('every reading is cited by the code', () => {
    const code = cited.filter(({ path }) => /^(apps|libs|simulators)\//.test(path));
    const numbers = new Set(code.flatMap((file) => file.readings));
    expect(READINGS.map((reading) => reading.number).filter((number) => !numbers.has(number))).toEqual([]);
  });

  it('no file cites a document that is not here', () => {
    expect(places((file) => file.elsewhere)).toEqual([]);
  });

  it('are found in comments, titles and data', () => {
    const text = [
      "/** C.1, G.2-a (reading 3): why. */ it('readings 4, 5 and 61: a title')",
      'readings: [7, 8],',
      'Reading 9: silent point 2, Decision 7, section 0.',
      'a reading of 5, reading: 900, and version.K.8',
    ].join('\n');
    expect(citationsIn(text)).toEqual({
      clauses: ['C.1', 'G.2-a'],
      readings: [3, 4, 5, 61, 7, 8, 9],
      elsewhere: ['silent point 2', 'Decision 7', 'section 0'],
    });
  });
});

describe('the page of readings', () => {
  it('shows every reading as it stands beside its clause', () => {
    const page = readFileSync(join(root, READINGS_PAGE), 'utf8');
    expect(page).toBe(readingsPage({ GENERAL_READINGS, REGISTER, SECTIONS, SETTINGS }));
  });
});
