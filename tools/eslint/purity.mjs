// What the pure parts may not touch. Time is an argument: a rule that reads the clock cannot be tried at a boundary.

const CLOCK = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is an argument: take `now` instead of new Date().',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Time is an argument: take `now` instead of Date().' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time is an argument: take `now` instead of Date.now.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.value='now']",
    message: 'Time is an argument: take `now` instead of Date.now.',
  },
];

const NO_DATE_OBJECTS = [
  { selector: "NewExpression[callee.name='Date']", message: 'The policy knows Day and Instant; it makes no Date.' },
  { selector: 'ImportExpression', message: 'The policy imports nothing, also not later.' },
  { selector: "CallExpression[callee.name='require']", message: 'The policy imports nothing.' },
];

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance'];
const OUTSIDE = [
  'process',
  'globalThis',
  'global',
  'window',
  'self',
  'fetch',
  'crypto',
  'navigator',
  'Buffer',
  'console',
];
const noGlobals = (names, message) => ['error', ...names.map((name) => ({ name, message }))];

const NODE_IMPORT = { regex: '^node:', message: 'This part also runs in a browser, or is pure: no Node modules.' };
const nodeBuiltins = [
  'fs',
  'fs/promises',
  'path',
  'os',
  'crypto',
  'net',
  'http',
  'https',
  'child_process',
  'util',
  'stream',
  'timers',
  'timers/promises',
  'perf_hooks',
  'worker_threads',
  'events',
  'buffer',
  'url',
];
const noNode = { paths: nodeBuiltins.map((name) => ({ name, message: NODE_IMPORT.message })), patterns: [NODE_IMPORT] };

/** Builds the rules; `common` are the syntax bans of every file, since a later block replaces an earlier one's. */
export const purity = (common) => [
  {
    name: 'curbstop/no-node',
    files: [
      'libs/{contracts,work-orders,routing,outbox,ui}/src/**/*.{ts,tsx}',
      'apps/{field,dispatch,desk}/src/**/*.{ts,tsx}',
    ],
    ignores: ['**/*.spec.{ts,tsx}'],
    rules: {
      'no-restricted-imports': ['error', noNode],
      'no-restricted-properties': [
        'error',
        { object: 'crypto', property: 'randomUUID', message: 'Plain http has none in a browser: use newId.' },
      ],
    },
  },
  {
    name: 'curbstop/no-clock',
    files: ['libs/{core,work-orders,contracts,routing,documents}/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...common, ...CLOCK] },
  },
  {
    name: 'curbstop/pure-policy',
    files: ['libs/policy/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.\\.?/)',
              message: 'The policy imports nothing but its own files: no npm package, no node: module.',
            },
            { regex: 'node_modules|\\.\\./\\.\\./\\.\\./', message: 'The policy imports nothing but its own files.' },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...common, ...CLOCK, ...NO_DATE_OBJECTS],
      'no-restricted-globals': noGlobals(
        [...TIMERS, ...OUTSIDE],
        'The policy is pure: facts and time come in as arguments.',
      ),
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The policy is pure: no chance.' },
      ],
    },
  },
  {
    name: 'curbstop/pure-rules',
    files: ['libs/work-orders/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': noGlobals(
        [...TIMERS, 'process', 'fetch'],
        'Work-order rules are pure: facts and time come in as arguments.',
      ),
    },
  },
];
