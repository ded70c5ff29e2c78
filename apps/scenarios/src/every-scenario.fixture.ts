import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ground } from './ground.ts';
import type { Happened } from './happened.ts';
import { tryFile } from './outcome.ts';
import { wordsOf } from './read/events.ts';
import { failureLines } from './report/text.ts';

/** What the system said in a word that no expectation could be written in. */
function wordsNotAllowed(events: readonly Happened[]): string[] {
  return events.flatMap(({ event, fields }) =>
    Object.entries(fields)
      .filter(([name, value]) => typeof value === 'string' && !(wordsOf(event, name) ?? [value]).includes(value))
      .map(([name, value]) => `${event} ${name}: ${String(value)}`),
  );
}

const FOLDER = resolve(import.meta.dirname, '../scenarios');

/** Lives the project's scenarios of some folders through, one test each, so that every one that fails is counted. */
export function everyScenario(wanted: (folder: string) => boolean): void {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name) && wanted(name.split(/[\\/]/)[0] ?? ''))
    .sort();
  describe('every scenario holds', () => {
    let ground: Ground;
    beforeAll(async () => (ground = await Ground.open()));
    afterAll(() => ground.close());

    it.each(files)('%s', async (name) => {
      const outcome = await tryFile(ground, join(FOLDER, name), null);
      if (outcome.is === 'unreadable') throw new Error(outcome.says);
      const { failures, life } = outcome;
      expect(wordsNotAllowed(life.events)).toEqual([]);
      expect(failures.flatMap((each) => failureLines(each, name, life.timeZone)).join('\n')).toBe('');
    });
  });
}
