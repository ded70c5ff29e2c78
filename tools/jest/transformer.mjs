// Turns everything Jest loads into CommonJS: our TypeScript, packages that are ES modules only (Nest 12),
// and CommonJS files that call `import()`, which Jest's module registry cannot serve otherwise.
import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import swcJest from '@swc/jest';
import { compilerOptions } from '../lib/swc.mjs';

const typescript = swcJest.createTransformer(compilerOptions({ test: true }));
const tsx = swcJest.createTransformer(compilerOptions({ test: true, tsx: true }));

const plain = {
  swcrc: false,
  configFile: false,
  sourceMaps: false,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
};
const ecmascript = swcJest.createTransformer(plain);
// `strictMode: false` keeps sloppy files sloppy: a CommonJS package may rely on it.
const commonjs = swcJest.createTransformer({ ...plain, module: { strictMode: false } });

const types = new Map();
/** The `type` of the nearest package.json, `commonjs` when none says otherwise. */
function packageType(folder) {
  const known = types.get(folder);
  if (known) return known;
  let found;
  try {
    found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).type ?? 'commonjs';
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    const parent = dirname(folder);
    found = parent === folder ? 'commonjs' : packageType(parent);
  }
  types.set(folder, found);
  return found;
}

function choose(source, path) {
  const extension = extname(path);
  if (extension === '.tsx') return tsx;
  if (/^\.[mc]?ts$/.test(extension)) return typescript;
  if (extension === '.mjs') return ecmascript;
  if (extension === '.cjs') return /\bimport\s*\(/.test(source) ? commonjs : undefined;
  if (packageType(dirname(path)) === 'module') return ecmascript;
  return /\bimport\s*\(/.test(source) ? commonjs : undefined;
}

export default {
  process(source, path, options) {
    const transformer = choose(source, path);
    return transformer ? transformer.process(source, path, options) : { code: source };
  },
  getCacheKey(source, path, options) {
    const transformer = choose(source, path);
    return transformer
      ? transformer.getCacheKey(source, path, options)
      : `as-is-${typescript.getCacheKey(source, path, options)}`;
  },
};
