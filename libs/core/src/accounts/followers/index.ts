import { followArrangements } from '../../arrangements/follow.ts';
import { recordConditions } from '../../certificates/follow.ts';
import { followDoorNotices } from './door-notices.ts';
import type { Follower } from './follower.ts';
import { resumeReconnections } from './reconnections.ts';
import { callOffTurnOffs } from './turn-offs.ts';

/** In this order. A section with something that hangs on an account's facts adds its follower here. */
export const FOLLOWERS: readonly Follower[] = [followArrangements, recordConditions, callOffTurnOffs, followDoorNotices, resumeReconnections];
