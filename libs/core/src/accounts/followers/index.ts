import { followDoorNotices } from './door-notices.ts';
import type { Follower } from './follower.ts';
import { resumeReconnections } from './reconnections.ts';
import { callOffTurnOffs } from './turn-offs.ts';

/** In this order. A section with something that hangs on an account's facts adds its follower here. */
export const FOLLOWERS: readonly Follower[] = [callOffTurnOffs, followDoorNotices, resumeReconnections];
