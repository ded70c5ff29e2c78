import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  base: '/dispatch/',
  resolve: { conditions: ['@curbstop/source', ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022' },
});
