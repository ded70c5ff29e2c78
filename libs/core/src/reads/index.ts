export type { IncomingRead } from './judge.ts';
export { ensureReadPartitions } from './partitions.ts';
export { litresOf, registerOf } from './register.ts';
export { storeReads } from './store.ts';
export type { StoredReads } from './store.ts';
export { AHEAD_MS, MOST_LITRES_PER_HOUR } from './validate.ts';
export type { Doubt } from './validate.ts';
