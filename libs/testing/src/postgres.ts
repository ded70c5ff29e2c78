/** The starter of the bundled PostgreSQL, for specs that stop and kill a server of their own. */
export { startPostgres, type RunningPostgres } from '../../../tools/lib/postgres.mjs';
