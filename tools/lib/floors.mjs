// Runs dependency-cruiser with the floors of the tree (tools/floors.cjs).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './typed-lint.mjs';

const CONFIG = join(import.meta.dirname, '../floors.cjs');
const CRUISER = join(import.meta.dirname, '../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** How dependency-cruiser is run below `root`. */
export function floorsRun(root, output = 'err') {
  const folders = ['apps', 'libs', 'simulators'].filter((folder) => existsSync(join(root, folder)));
  return { script: CRUISER, args: ['--config', CONFIG, '--output-type', output, ...folders] };
}

/** Refuses arrows that turn up and circles, naming the files; 0 when there are none. */
export function checkFloors(root) {
  const { script, args } = floorsRun(root);
  return runNode(script, args, { cwd: root });
}
