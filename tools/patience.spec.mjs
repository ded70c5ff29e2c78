// No spec depends on how fast the machine is: none gives anything less time than the central setting does.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import config from '../jest.config.mjs';

const root = resolve(import.meta.dirname, '..');
const LEAST_MS = config.testTimeout;

/** What a spec says of how long it may take: `jest.setTimeout(5_000)`, or a number after a test's body. */
const TIMEOUTS = [/jest\.setTimeout\(([\d_]+)\)/g, /^ {2,6}\}, ([\d_]{4,})\);$/gm];

const impatient = (text) =>
  TIMEOUTS.flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([all, number]) => ({ all: all.trim(), milliseconds: Number(number.replaceAll('_', '')) }))
    .filter(({ milliseconds }) => milliseconds < LEAST_MS)
    .map(({ all }) => all);

describe('the time that specs have', () => {
  it('is minutes, for every kind', () => {
    expect(LEAST_MS).toBeGreaterThanOrEqual(120_000);
    for (const { testTimeout } of config.projects) expect(testTimeout).toBe(LEAST_MS);
  });

  it('is seen where a spec makes it shorter', () => {
    expect(impatient('jest.setTimeout(20_000);\n  it("x", () => {\n  }, 5_000);\n')).toHaveLength(2);
  });

  it('is made shorter by none', () => {
    const files = ['apps', 'libs', 'simulators', 'tools'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)),
    );
    const specs = files.filter(
      (file) => /\.(spec|fixture)\.(tsx?|mjs)$/.test(file) && !/node_modules|[/\\]dist[/\\]|patience/.test(file),
    );
    expect(specs.length).toBeGreaterThan(200);
    const found = specs.flatMap((file) =>
      impatient(readFileSync(join(root, file), 'utf8')).map((all) => `${file}: ${all}`),
    );
    expect(found).toEqual([]);
  });
});
