import { SETTINGS_A_TO_E } from './settings/a-e.ts';
import { SETTINGS_F_TO_I } from './settings/f-i.ts';
import { SETTINGS_J_TO_L } from './settings/j-l.ts';
import type { Setting } from './setting-kinds.ts';

/** Everything of a profile that a city or a scenario may set by name, in the policy's order. */
export const SETTINGS: readonly Setting[] = [...SETTINGS_A_TO_E, ...SETTINGS_F_TO_I, ...SETTINGS_J_TO_L];
