/** The tablet's queue: every action of a crew, in order, until the server has answered for it. */
export * from './backoff.ts';
export * from './export-file.ts';
export * from './indexed-db-store.ts';
export * from './memory-store.ts';
export * from './outbox.ts';
export * from './peers.ts';
export * from './record.ts';
export * from './store.ts';
export * from './transport.ts';
export * from './view.ts';
export * from './witness.ts';
