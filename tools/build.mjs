// Compiles the package in the current folder: src/**/*.ts to dist/, as ES modules. Specs, fixtures and `test` folders stay out.
// Types are checked elsewhere (tools/types.mjs). Run by Nx from each package's `build` script.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { transform } from '@swc/core';
import { compilerOptions } from './lib/swc.mjs';

const root = process.cwd();
const out = resolve(root, 'dist');
const TEST_CODE = /[/\\]test[/\\]|\.(spec|fixture)\.tsx?$/;
await rm(out, { recursive: true, force: true });

const entries = await readdir(resolve(root, 'src'), { recursive: true, withFileTypes: true });
for (const entry of entries) {
  const from = join(entry.parentPath, entry.name);
  if (!entry.isFile() || TEST_CODE.test(relative(root, from))) continue;
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
