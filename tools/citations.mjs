// What comments, titles and documents cite: clauses of the policy and numbered readings of it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CLAUSE = /(?<![\w.@/-])[A-MZ]\.\d+(?:\.[a-z]+)*(?:-[abc]\b)?/g;
/** `(reading 13)`, `readings 4 and 5`, and a clause's `readings: [4, 5]`; a meter's `reading: 900` is none. */
const READINGS = /\breadings?(?: |: \[)(\d+(?:(?:, (?:and )?| and )\d+)*)/gi;
/** Names of documents that this repository does not have. */
const ELSEWHERE = /\b(?:silent|settled) points? \d|\bdecision \d|\bsection 0\b/gi;

/** Every text file that git keeps below a folder, by its path from there. */
export function sourceFiles(root) {
  return execFileSync('git', ['ls-files', 'apps', 'libs', 'simulators', 'tools', 'docs', '*.md'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\n')
    .filter((path) => /\.(tsx?|mjs|md|ya?ml)$/.test(path));
}

/** What a text cites. */
export function citationsIn(text) {
  return {
    clauses: [...text.matchAll(CLAUSE)].map(([id]) => id),
    readings: [...text.matchAll(READINGS)].flatMap(([, numbers]) => numbers.match(/\d+/g).map(Number)),
    elsewhere: [...text.matchAll(ELSEWHERE)].map(([words]) => words),
  };
}

/** What each file cites. */
export function citations(root, files) {
  return files.map((path) => ({ path, ...citationsIn(readFileSync(join(root, path), 'utf8')) }));
}
