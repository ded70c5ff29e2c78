export * from './environment.ts';
export * from './serve.ts';
