import { SWITCHES_A_TO_E } from './settings/a-e.ts';
import { SWITCHES_F_TO_I } from './settings/f-i.ts';
import { SWITCHES_J_TO_L } from './settings/j-l.ts';
import type { Switch } from './setting-kinds.ts';

/** Everything of a profile that a city or a scenario may set by name, in the policy's order. */
export const SWITCHES: readonly Switch[] = [...SWITCHES_A_TO_E, ...SWITCHES_F_TO_I, ...SWITCHES_J_TO_L];
