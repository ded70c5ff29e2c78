import { defaultClientConditions, defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** For `vite dev` only: where the API runs. */
const server = process.env['CURBSTOP_URL'] ?? 'http://127.0.0.1:3000';
const base = '/field/';

export default defineConfig({
  base,
  resolve: { conditions: ['@curbstop/source', ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true },
  server: { proxy: { '/api': server, '/live': { target: server, ws: true } } },
  plugins: [
    VitePWA({
      // A new version waits until the crew takes it: never in the middle of a job.
      registerType: 'prompt',
      injectRegister: null,
      manifest: {
        id: base,
        name: 'Curbstop field',
        short_name: 'Curbstop',
        description: 'The crew’s stops of the day, with or without a network.',
        lang: 'en',
        scope: base,
        start_url: base,
        display: 'standalone',
        orientation: 'any',
        theme_color: '#000000',
        background_color: '#ffffff',
        icons: [
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,png,webmanifest}'],
        navigateFallback: `${base}index.html`,
        navigateFallbackDenylist: [/^\/api/, /^\/live/],
        // The page of the first visit is served by this worker as well, so that its map is kept.
        clientsClaim: true,
        cleanupOutdatedCaches: true,
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/api/map/'),
            handler: 'StaleWhileRevalidate',
            options: { cacheName: 'base-map', cacheableResponse: { statuses: [200] } },
          },
        ],
      },
    }),
  ],
});
