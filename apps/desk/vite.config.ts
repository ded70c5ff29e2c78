import { defaultClientConditions, defineConfig } from 'vite';

/** For `vite dev` only: where the API runs. */
const server = process.env['CURBSTOP_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  base: '/desk/',
  resolve: { conditions: ['@curbstop/source', ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true },
  server: { proxy: { '/api': server, '/health': server, '/live': { target: server, ws: true } } },
});
