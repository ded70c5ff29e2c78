import { followArrangements } from '../../arrangements/follow.ts';
import { recordConditions } from '../../certificates/follow.ts';
import { followTenure } from '../../closings/follow.ts';
import { endExtensions } from '../../extensions/follow.ts';
import { followReturnedMail } from '../../notices/door-hanger.ts';
import { followPenalties } from '../../waivers/follow.ts';
import { followDoorNotices } from './door-notices.ts';
import type { Follower } from './follower.ts';
import { resumeReconnections } from './reconnections.ts';
import { followReturns } from './returned-payments.ts';
import { callOffTurnOffsAgain } from './turn-offs-again.ts';
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
