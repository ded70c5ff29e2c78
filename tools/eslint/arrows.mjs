// Who may import whom. The tags stand in each package.json under `nx.tags`. Arrows never turn back.
import nx from '@nx/eslint-plugin';

/** Each tag with the tags it may import; `npm` lists the packages it may import, all when left out. */
const ARROWS = [
  { of: 'lib:policy', to: [], npm: [] },
  { of: 'lib:contracts', to: ['lib:policy'], npm: ['zod', 'zod/*'] },
  { of: 'lib:work-orders', to: ['lib:policy', 'lib:contracts'], npm: [] },
  { of: 'lib:core', to: ['lib:policy', 'lib:contracts', 'lib:work-orders'] },
  { of: 'lib:routing', to: [], npm: [] },
  {
    of: 'lib:documents',
    to: ['lib:policy', 'lib:contracts'],
    npm: ['bwip-js', 'fontkit', 'intl-messageformat', 'pdf-lib', 'zod'],
  },
  { of: 'lib:outbox', to: ['lib:contracts'] },
  { of: 'lib:ui', to: ['lib:contracts'] },
  { of: 'lib:testing', to: ['lib:policy', 'lib:contracts', 'lib:core'] },
  { of: 'app:api', to: ['lib:policy', 'lib:contracts', 'lib:work-orders', 'lib:core', 'lib:routing', 'lib:documents'] },
  { of: 'app:scheduler', to: ['lib:policy', 'lib:contracts', 'lib:core'] },
  { of: 'app:gateway', to: ['lib:policy', 'lib:contracts', 'lib:core'] },
  { of: 'app:field', to: ['lib:policy', 'lib:contracts', 'lib:work-orders', 'lib:outbox', 'lib:ui'] },
  { of: 'app:dispatch', to: ['lib:policy', 'lib:contracts', 'lib:work-orders', 'lib:ui'] },
  { of: 'app:desk', to: ['lib:policy', 'lib:contracts', 'lib:ui'] },
  { of: 'app:scenarios', to: ['lib:policy', 'lib:contracts', 'lib:work-orders', 'lib:core', 'lib:testing'] },
  { of: 'app:e2e', to: ['*'] },
  { of: 'sim:city', to: ['lib:contracts', 'lib:policy'] },
  { of: 'sim:demo', to: ['lib:contracts', 'lib:policy', 'lib:core', 'sim:city'] },
];

/** What a spec may import besides what its package may. */
const SPEC_NPM = ['fast-check'];
/** What reads a finished paper: only specs do. */
const READERS_NPM = ['@napi-rs/canvas', 'pdfjs-dist', 'pdfjs-dist/*', 'zxing-wasm', 'zxing-wasm/*'];
const TESTING = '@curbstop/testing';
const USERS_OF_TESTING = ['core', 'api', 'scheduler', 'gateway', 'demo'];

const boundaries = (spec, allow = []) => ({
  plugins: { '@nx': nx },
  rules: {
    '@nx/enforce-module-boundaries': [
      'error',
      {
        allow,
        enforceBuildableLibDependency: false,
        ignoredCircularDependencies: spec ? USERS_OF_TESTING.map((name) => [`@curbstop/${name}`, TESTING]) : [],
        depConstraints: ARROWS.map(({ of, to, npm }) => ({
          sourceTag: of,
          onlyDependOnLibsWithTags: spec && to.length > 0 ? [...to, 'lib:testing'] : to,
          ...(npm && { allowedExternalImports: spec ? [...npm, ...SPEC_NPM, ...READERS_NPM] : npm }),
        })),
      },
    ],
  },
});

const SOURCES = ['apps/*/src/**/*.{ts,tsx}', 'libs/*/src/**/*.{ts,tsx}', 'simulators/*/src/**/*.{ts,tsx}'];
/** Fixtures belong to their specs: no build has them. */
const SPECS = ['**/*.spec.{ts,tsx}', '**/*.fixture.ts'];

export const arrows = [
  { name: 'curbstop/arrows', files: SOURCES, ignores: SPECS, ...boundaries(false) },
  { name: 'curbstop/arrows-of-specs', files: SPECS, ...boundaries(true) },
  // The harness lends the specs the starter of the bundled PostgreSQL, which runs before there is any package.
  {
    name: 'curbstop/arrows-of-testing',
    files: ['libs/testing/src/{postgres,services}.ts'],
    ...boundaries(false, ['../../../tools/lib/postgres.mjs', '../../../tools/broker-files.mjs']),
  },
  // Stories put whole applications together; no product code imports them.
  { name: 'curbstop/arrows-of-e2e', files: ['apps/e2e/**/*.ts'], ...boundaries(true, ['@curbstop/*']) },
];
