/** What specs share: a clock that they turn, databases and services of their own. No product code imports this. */
export { aBill, aCity, aCrew, aMember, anAccount, type AccountPlan, type BuiltAccount } from './builders.ts';
export { nachaFile, type InventedEntry } from './nacha-file.ts';
export { startPostgres, type RunningPostgres } from './postgres.ts';
export { outerBroker, outerRedisUrl, type OuterBroker } from './services.ts';
export { moment, TestClock, type Stretch } from './test-clock.ts';
export { PATIENT, emptyDatabase, testDatabase, type TestDatabase } from './test-database.ts';
