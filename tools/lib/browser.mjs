import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The Chromium to test in: the one CHROMIUM_PATH names, else one on this machine, else undefined. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const folders = ['/usr/bin', ...(env.PATH ?? '').split(delimiter)];
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** What to say, loudly, when there is none. */
export const HOW_TO_GET_CHROMIUM = [
  '!!! The browser specs were SKIPPED: there is no Chromium here.',
  '!!! Get one (Debian, Ubuntu: apt-get install chromium) or set CHROMIUM_PATH to one, then run: npm test -- browser',
].join('\n');
