// An action changes accounts through changeAccounts and opens no transaction of its own: nothing would be reconciled then.
const MESSAGE =
  'Use changeAccounts of libs/core/src/reconcile/change-accounts.ts: it opens the transaction and reconciles.';

export const changes = [
  {
    name: 'curbstop/changes',
    files: ['libs/core/src/actions/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      '**/*.fixture.ts',
      // Staff and their sessions are no accounts; a release and a permit ask the gate and change no fact.
      'libs/core/src/actions/staff/*.ts',
      'libs/core/src/actions/dispatch/{permit,release-orders}.ts',
      // Most of what a device says changes no account; what comes of an order goes through changeInside.
      'libs/core/src/actions/remote-valves/{command-report,send-command}.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/db/tx.ts'], importNames: ['inTransaction'], message: MESSAGE }] },
      ],
    },
  },
];
