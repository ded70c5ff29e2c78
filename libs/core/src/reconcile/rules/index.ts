import { followArrangements } from './arrangements.ts';
import { recordConditions } from './medical-certificates.ts';
import { followTenure } from './service-lifecycle.ts';
import { endExtensions } from './extensions.ts';
import { followReturnedMail } from './door-hanger.ts';
import { followPenalties } from './late-charges.ts';
import { followDoorNotices } from './door-notices.ts';
import type { Follower } from './rule.ts';
import { resumeReconnections } from './reconnections.ts';
import { followReturns } from './returned-payments.ts';
import { callOffTurnOffsAgain } from './re-disconnects.ts';
import { callOffTurnOffs } from './turn-offs.ts';

/** In this order. A section with something that hangs on an account's facts adds its follower here. */
export const FOLLOWERS: readonly Follower[] = [
  followTenure,
  followPenalties,
  endExtensions,
  followArrangements,
  recordConditions,
  callOffTurnOffs,
  followReturns,
  callOffTurnOffsAgain,
  followDoorNotices,
  followReturnedMail,
  resumeReconnections,
];
