// What `check.mjs` cannot hold to the migrated database, with the reason. The list may shrink; a spec keeps it from growing.

/** Places whose statement only running can know: how many in a file, and why. Specs run every one of them. */
export const DYNAMIC = {
  'libs/core/src/db/listen.ts': [1, 'LISTEN takes the name of its channel as a word'],
  'libs/core/src/db/roles.ts': [3, 'CREATE ROLE and GRANT take names as words'],
  'libs/core/src/views/find-account.ts': [1, 'has as many conditions as the clerk typed words'],
  'libs/testing/src/test-database.ts': [5, 'CREATE DATABASE takes names as words'],
  'libs/core/bench/acts-by-hand.ts': [1, 'a bench writes one event for each of a list'],
  'libs/core/bench/copies.ts': [1, 'a bench copies a city as often as it is told'],
  'libs/core/src/db/roles.db.spec.ts': [2, 'tries every right on every table'],
  'libs/core/src/journal/attacks.db.spec.ts': [1, 'tampers with the journal in every way it lists'],
  'libs/core/src/journal/verify.db.spec.ts': [1, 'tampers with the journal in every way it lists'],
  'libs/core/src/records/entities.db.spec.ts': [2, 'changes the schema in every way it lists'],
  'apps/e2e/src/support/books.ts': [1, 'asks every question of a list'],
  'apps/e2e/src/support/every-kind.ts': [1, 'makes a row of every kind of a list'],
  'apps/e2e/src/alarm-clock.story.spec.ts': [1, 'empties every table that there is'],
};

/** Faults that are meant: tables that a bench makes for itself, and what PostgreSQL is to refuse. */
export const MEANT = {
  'apps/gateway/bench/bare-broker.ts': 'relation "bare_read" does not exist',
  'apps/gateway/bench/ingest.ts': 'relation "bare_read" does not exist',
  'libs/core/bench/bills-by-hand.ts': 'relation "priced" does not exist',
  'libs/core/src/journal/attacks.db.spec.ts': 'column "seq" can only be updated to DEFAULT',
};
