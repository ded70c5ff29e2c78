export * from './environment.ts';
export * from './log.ts';
export * from './serve.ts';
