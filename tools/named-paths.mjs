// What the documents name must be there: every path into the tree, and every relative link with its heading.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Folders of the tree's top: a word that begins with one of them is a path. */
const TOP = ['apps', 'libs', 'simulators', 'devices', 'tools', 'docs', '.ci'];
const PACKAGES = ['apps', 'libs', 'simulators'];
const PATH = new RegExp(
  String.raw`(?<![\w./@:-])(?:${TOP.map((name) => name.replace('.', '\\.')).join('|')})/[^\s\`'",;:()[\]|]+`,
  'g',
);
/** In the README of a package, paths of its own: `src/main.ts`. */
const OWN_PATH = /`((?:src|bench|data|scenarios)(?:\/[^\s`]*)?)`/g;
const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;
const HEADING = /^#{1,6}\s+(.+)$/gm;
const FENCE = /^```[\s\S]*?^```/gm;

/** The documents: those of the top, all of docs, and the README of each package. Paths from the root. */
export function documentFiles(root) {
  const under = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return under(path);
      return entry.name.endsWith('.md') ? [path] : [];
    });
  const readmes = PACKAGES.flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}/README.md`),
  );
  return ['README.md', 'CONTRIBUTING.md', ...under('docs'), ...readmes.filter((path) => existsSync(join(root, path)))];
}

/** The part of a named path that must exist: up to a placeholder, and the source of what is built. */
function mustExist(named) {
  const [whole] = named.replace(/[.…]+$/, '').split(/[/][^/]*[*<{]/);
  return whole.replace(/\/dist\/(.+)\.js$/, '/src/$1.ts');
}

/** The anchor that a heading gets. */
const slug = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

function linkFault(root, path, target) {
  if (/^[a-z]+:/.test(target)) return null;
  const [file, anchor] = target.split('#');
  const found = file === '' ? join(root, path) : resolve(root, dirname(path), file);
  if (!existsSync(found)) return `the link ${target} leads nowhere`;
  if (anchor === undefined || !found.endsWith('.md')) return null;
  const anchors = [...readFileSync(found, 'utf8').replace(FENCE, '').matchAll(HEADING)].map(([, heading]) =>
    slug(heading),
  );
  return anchors.includes(anchor) ? null : `the link ${target} names no heading of ${relative(root, found)}`;
}

/** What a document names that is not there, one sentence each. `path` is where it stands, from the root. */
export function faultsOf(root, path, text) {
  const named = [...text.matchAll(PATH)].map(([word]) => [word, root]);
  if (PACKAGES.some((group) => path.startsWith(`${group}/`)))
    named.push(...[...text.matchAll(OWN_PATH)].map(([, word]) => [word, join(root, dirname(path))]));
  const paths = named
    .filter(([word, from]) => !existsSync(join(from, mustExist(word))))
    .map(([word]) => `${path}: there is no ${word}`);
  const links = [...text.replace(FENCE, '').matchAll(LINK)]
    .map(([, target]) => linkFault(root, path, target))
    .filter((fault) => fault !== null)
    .map((fault) => `${path}: ${fault}`);
  return [...paths, ...links];
}
