export * from './environment.ts';
export * from './log.ts';
export * from './serve.ts';
export * from './kept-file.ts';
