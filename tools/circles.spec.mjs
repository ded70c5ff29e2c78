import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { circles } from './circles.mjs';

describe('the imports of the house', () => {
  it('have no circle', () => {
    expect(circles(resolve(import.meta.dirname, '..'), ['apps', 'libs', 'simulators'])).toEqual([]);
  });

  it('have one when a file comes back to itself, types and specs aside', async () => {
    const root = await mkdtemp(join(tmpdir(), 'curbstop-circles-'));
    const put = async (path, text) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    };
    await put('libs/a/src/one.ts', "import {\n  two,\n} from './two.ts';\nimport x from 'y';\n");
    await put('libs/a/src/two.ts', "export * from '../src/three.ts';\n");
    await put('libs/a/src/three.ts', "import type { One } from './one.ts';\nimport { four } from './four.tsx';\n");
    await put('libs/a/src/four.tsx', "import { two } from './two.ts';\n");
    await put('libs/a/src/one.spec.ts', "import { two } from './one.spec.ts';\n");
    await put('libs/a/dist/five.ts', "import { five } from './five.ts';\n");
    try {
      expect(circles(root, ['libs'])).toEqual([['libs/a/src/four.tsx', 'libs/a/src/two.ts', 'libs/a/src/three.ts']]);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
