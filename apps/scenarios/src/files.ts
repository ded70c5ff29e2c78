import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Unreadable } from './read/unreadable.ts';

const isScenario = (name: string): boolean => /\.ya?ml$/.test(name);

/** A path as whoever stands in `from` would write it. */
function shortly(path: string, from: string): string {
  const short = relative(from, path);
  return short === '' || short.startsWith('..') ? path : short;
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'nothing';
    throw error;
  }
}

/** The scenario files under a path, by name; throws `Unreadable` where there are none. */
export async function filesUnder(path: string, from: string): Promise<string[]> {
  const whole = resolve(from, path);
  const kind = await kindOf(whole);
  if (kind === 'nothing') throw new Unreadable(path, 1, 'There is no such file or folder.');
  if (kind === 'file') return [whole];
  const names = await readdir(whole, { recursive: true });
  const files = names.filter(isScenario).sort();
  if (files.length === 0)
    throw new Unreadable(path, 1, 'This folder has no scenario in it. Allowed are .yaml and .yml.');
  return files.map((name) => join(whole, name));
}

/** Paths as they are printed: short where they can be. */
export function namesOf(files: readonly string[], from: string): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [file, shortly(file, from)]));
}
