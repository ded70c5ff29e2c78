// Compiles the package in the current folder: src/**/*.ts (specs left out) to dist/, as ES modules.
// Types are checked elsewhere (tools/types.mjs). Run by Nx from each package's `build` script.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { transform } from '@swc/core';
import { compilerOptions } from './lib/swc.mjs';

const root = process.cwd();
const out = resolve(root, 'dist');
await rm(out, { recursive: true, force: true });

const entries = await readdir(resolve(root, 'src'), { recursive: true, withFileTypes: true });
for (const entry of entries) {
  if (!entry.isFile() || /\.spec\.tsx?$/.test(entry.name)) continue;
  const from = join(entry.parentPath, entry.name);
  const to = resolve(out, from.slice(resolve(root, 'src').length + 1));
  await mkdir(dirname(to), { recursive: true });
  if (!/\.tsx?$/.test(entry.name)) {
    await cp(from, to);
    continue;
  }
  const built = to.replace(/\.tsx?$/, '.js');
  const { code, map } = await transform(await readFile(from, 'utf8'), {
    ...compilerOptions({ tsx: entry.name.endsWith('.tsx') }),
    filename: from,
    sourceFileName: from,
    module: { type: 'es6' },
  });
  await writeFile(built, `${code}\n//# sourceMappingURL=${built.split('/').at(-1)}.map\n`);
  if (map) await writeFile(`${built}.map`, map);
}
