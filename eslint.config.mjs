// Lint: TypeScript's pitfalls, the arrows between packages (tools/eslint/arrows.mjs), the purity of the rules
// (tools/eslint/purity.mjs). Run it through `npm run lint`, which gives it a fresh project graph and then checks the
// rules that need types with oxlint (tools/eslint/typed.oxlintrc.json).
import tseslint from 'typescript-eslint';
import { arrows } from './tools/eslint/arrows.mjs';
import { changes } from './tools/eslint/changes.mjs';
import { purity } from './tools/eslint/purity.mjs';

const SWALLOWED = 'An error is handled, reported or left to rise; it is never swallowed.';
/** The handler given to `.catch`; what stands behind it says what it does with the error. */
const HANDLER = "CallExpression[callee.property.name='catch'] > :function";
/** A handler that does nothing, or only answers with nothing or with a value written out. */
const IGNORING = [
  "[body.type='BlockStatement'][body.body.length=0]",
  "[body.type='Literal']",
  "[body.type='Identifier'][body.name='undefined']",
  "[body.type='UnaryExpression'][body.operator='void']",
  "[body.body.length=1][body.body.0.type='ReturnStatement'][body.body.0.argument=null]",
  "[body.body.length=1][body.body.0.type='ReturnStatement'][body.body.0.argument.type='Literal']",
  "[body.body.length=1][body.body.0.type='ReturnStatement'][body.body.0.argument.name='undefined']",
];
/** What holds in every file, tools and configurations too. */
const NOTHING_SWALLOWED = [
  { selector: 'CatchClause > BlockStatement[body.length=0]', message: SWALLOWED },
  ...IGNORING.map((what) => ({ selector: HANDLER + what, message: SWALLOWED })),
];
const EVERYWHERE = [...NOTHING_SWALLOWED, { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' }];
const ONLY = 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]';
const LEFT_BEHIND = [
  { selector: ONLY, message: 'No spec is left out or singled out.' },
  {
    selector: 'CallExpression[callee.name=/^(fit|xit|xtest|fdescribe|xdescribe)$/]',
    message: 'No spec is left out or singled out.',
  },
];
const TYPESCRIPT = ['**/*.{ts,tsx,mts}'];

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.data/', '.nx/', 'coverage/'] },
  {
    linterOptions: { noInlineConfig: true },
    rules: {
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'no-restricted-syntax': ['error', ...NOTHING_SWALLOWED],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-empty-function': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...EVERYWHERE],
    },
  },
  ...arrows,
  ...changes,
  ...purity(EVERYWHERE),
  {
    files: ['**/*.spec.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ...LEFT_BEHIND], 'max-lines': 'off' },
  },
  // Tools that ask for a default export get one.
  {
    files: ['**/*.config.{ts,mts,mjs}', 'tools/**/*.mjs'],
    rules: { 'no-restricted-syntax': ['error', ...NOTHING_SWALLOWED] },
  },
  // What vite's type of an asset, or a worker's entry, declares is a default export.
  { files: ['**/*.d.{ts,mts}'], rules: { 'no-restricted-syntax': 'off' } },
);
