import type { Actor } from '@curbstop/contracts';

// Who acts when nobody asked: every part of the system that writes by itself.

/** The clock: what falls due. */
export const SCHEDULER: Actor = { kind: 'system', part: 'scheduler' };
/** What comes from meters and valves. */
export const GATEWAY: Actor = { kind: 'system', part: 'gateway' };
/** The server of the office, where no person is known: a refused sign-in, the command line. */
export const BILLING: Actor = { kind: 'system', part: 'billing' };
/** Records taken over from before. */
export const LOADER: Actor = { kind: 'system', part: 'loader' };
