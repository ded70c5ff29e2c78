// Four kinds of tests. `npm test` runs them all; `npm test -- unit days` runs the unit specs whose path has "days".
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@curbstop/source', 'node', 'node-addons'] },
  transform: { '\\.[mc]?[jt]sx?$': '<rootDir>/tools/jest/transformer.mjs' },
  transformIgnorePatterns: [],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node', 'wasm'],
  modulePathIgnorePatterns: ['<rootDir>/(apps|libs|simulators)/[^/]+/dist/', '<rootDir>/\\.(data|nx)/'],
  setupFiles: ['<rootDir>/tools/jest/setup.mjs'],
};

export default {
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
      testMatch: ['<rootDir>/apps/stories/**/*.story.spec.ts'],
    },
    {
      ...shared,
      displayName: 'browser',
      setupFilesAfterEnv: ['<rootDir>/tools/jest/browser-setup.mjs'],
      testMatch: ['<rootDir>/apps/**/*.browser.spec.ts'],
    },
  ],
};
