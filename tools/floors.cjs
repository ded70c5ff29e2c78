// The floors of the tree, for dependency-cruiser: what may import what, type imports included. `npm run lint` checks it;
// tools/floors.spec.mjs proves that it refuses. Between packages: tools/eslint/arrows.mjs.

/** The floors of libs/core, the lowest first. A file imports from its own floor and from those below. */
const CORE = ['process', 'db', 'journal', 'records', 'facts', 'reconcile', 'actions', 'schedule'];
/** Pages that are read: they know records and facts, and change nothing. Only the schedule reads them in turn. */
const VIEWS = 'views';

const coreFolder = (name) => `^libs/core/src/${name}/`;
const anyOf = (names) => `^libs/core/src/(${names.join('|')})/`;

const floors = CORE.map((floor, at) => {
  const above = [...CORE.slice(at + 1), ...(floor === 'schedule' ? [] : [VIEWS])];
  return {
    name: `core-${floor}`,
    comment: `libs/core/src/${floor} stands below ${above.join(', ')}.`,
    severity: 'error',
    from: { path: coreFolder(floor), pathNot: '\\.(spec|fixture)\\.ts$' },
    to: { path: above.length > 0 ? anyOf(above) : 'nothing' },
  };
});

module.exports = {
  forbidden: [
    {
      name: 'circle',
      comment: 'No file waits for itself: what a circle does at load depends on who came first.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'circle-of-types',
      comment: 'Nor by its types. The sections of libs/policy cite one another as the policy does, and are left out.',
      severity: 'error',
      from: { pathNot: '^libs/policy/' },
      to: { circular: true },
    },
    ...floors,
    {
      name: 'core-reconcile-last',
      comment: 'changeAccounts reconciles, last and by itself; nobody else does, so that nobody can forget it.',
      severity: 'error',
      from: { path: '^(libs|apps|simulators)/', pathNot: '^libs/core/src/reconcile/change-accounts\\.ts$' },
      to: { path: '^libs/core/src/reconcile/reconcile-account\\.ts$' },
    },
    {
      name: 'core-views',
      comment: 'libs/core/src/views reads records and facts; it knows no action.',
      severity: 'error',
      from: { path: coreFolder(VIEWS), pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { path: anyOf(['reconcile', 'actions', 'schedule']) },
    },
    {
      name: 'core-no-other-folder',
      comment: `libs/core/src has the folders ${[...CORE, VIEWS].join(', ')} and migrations, and index.ts.`,
      severity: 'error',
      from: {
        path: '^libs/core/src/',
        pathNot: `^libs/core/src/((${[...CORE, VIEWS, 'migrations'].join('|')})/|index\\.ts$)`,
      },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { conditionNames: ['@curbstop/source', 'node', 'import'], exportsFields: ['exports'] },
  },
};
