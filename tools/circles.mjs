// Which files wait for one another: a circle of imports has no first room, and what it does at load depends on who came first.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const SKIPPED = new Set(['dist', 'node_modules', '.nx', '.git']);
/** An import that is there when the program runs; types are gone by then. */
const IMPORT = /^(?:import|export)\s+(?!type\b)[^;]*?from '(\.[^']+)'/gms;

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesOf(path);
    return /\.tsx?$/.test(path) && !/\.(spec|fixture|d)\.tsx?$/.test(path) ? [path] : [];
  });
}

function importsOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path]) => resolve(dirname(file), path));
}

/** The same circle, told from the file that comes first by name. */
function fromFirst(circle) {
  const first = circle.indexOf([...circle].sort()[0]);
  return [...circle.slice(first), ...circle.slice(0, first)];
}

/** Every circle of files below the folders, in the order of its arrows, by paths from `root`; none is the aim. */
export function circles(root, folders) {
  const arrows = new Map(
    folders.flatMap((folder) => filesOf(join(root, folder))).map((file) => [file, importsOf(file)]),
  );
  const found = [];
  const done = new Set();
  const way = [];
  const follow = (file) => {
    const at = way.indexOf(file);
    if (at >= 0) found.push(fromFirst(way.slice(at).map((each) => relative(root, each))));
    if (at >= 0 || done.has(file) || !arrows.has(file)) return;
    way.push(file);
    for (const next of arrows.get(file)) follow(next);
    way.pop();
    done.add(file);
  };
  for (const file of arrows.keys()) follow(file);
  return found;
}
