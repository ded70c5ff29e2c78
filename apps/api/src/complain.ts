import { configError, Conflict, Invalid, NotFound } from '@curbstop/core';
import { errorCode } from './error-code.ts';

/** One sentence for what the person who started it can put right; null for a fault of ours. */
export function complaint(error: unknown): string | null {
  const config = configError(error);
  if (config !== null) return config;
  if (error instanceof Invalid || error instanceof Conflict || error instanceof NotFound) return error.message;
  const message = error instanceof Error ? error.message : '';
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return `The address is in use (${message}): set PORT to a free port.`;
    case 'EACCES':
      return `This user may not use the port or the folder (${message}).`;
    case 'EADDRNOTAVAIL':
      return `HOST is no address of this machine (${message}).`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case '28P01':
    case '28000':
    case '3D000':
      return `The database at DATABASE_URL cannot be reached (${message || errorCode(error)}).`;
    default:
      return null;
  }
}

/** Runs a program to its end; exit code 1 with a sentence when it cannot. */
export async function run(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    console.error(complaint(error) ?? error);
    process.exitCode = 1;
  }
}
