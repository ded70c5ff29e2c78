// Four kinds of tests. `npm test` runs them all; `npm test -- unit days` runs the unit specs whose path has "days".

/**
 * No spec depends on how fast the machine is: what hangs is ended after so long, in milliseconds, and nothing that goes
 * on at all takes so long. A spec names its own only to wait longer.
 */
const TEST_TIMEOUT_MS = 180_000;

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/tools/jest/environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['@curbstop/source', 'node', 'node-addons'] },
  transform: { '\\.[mc]?[jt]sx?$': '<rootDir>/tools/jest/transformer.mjs' },
  transformIgnorePatterns: [],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node', 'wasm'],
  modulePathIgnorePatterns: ['<rootDir>/(apps|libs|simulators)/[^/]+/dist/', '<rootDir>/\\.(data|nx)/'],
  setupFiles: ['<rootDir>/tools/jest/setup.mjs'],
  testTimeout: TEST_TIMEOUT_MS,
};

export default {
  testTimeout: TEST_TIMEOUT_MS,
  // A worker keeps what its files loaded: past this much it ends, and another goes on.
  workerIdleMemoryLimit: '700MB',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps,simulators,tools}/**/*.spec.{ts,tsx,mjs}'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.(db|story|browser)\\.spec\\.'],
    },
    {
      ...shared,
      displayName: 'db',
      testMatch: ['<rootDir>/{libs,apps,simulators,tools}/**/*.db.spec.{ts,mjs}'],
    },
    {
      ...shared,
      displayName: 'story',
      testMatch: ['<rootDir>/apps/e2e/**/*.story.spec.ts'],
    },
    {
      ...shared,
      displayName: 'browser',
      setupFilesAfterEnv: ['<rootDir>/tools/jest/browser-setup.mjs'],
      testMatch: ['<rootDir>/apps/**/*.browser.spec.ts'],
    },
  ],
};
