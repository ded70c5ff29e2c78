export * from './load.ts';
export * from './staff.ts';
