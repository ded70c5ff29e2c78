// `node --import tools/lib/typescript.mjs FILE.ts`: lets Node load TypeScript, for benches, which are never built.
// Packages are still loaded as they were built.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
