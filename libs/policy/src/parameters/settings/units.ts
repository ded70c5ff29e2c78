import { DISTANCE_UNITS, USAGE_UNITS } from '../../meters/screen-units.ts';
import { defineSetting, oneOf } from '../setting-kinds.ts';
import type { Setting } from '../setting-kinds.ts';

/** What people read. What is billed stays whole hundreds of cubic feet, as the tariff prices them. */
export const SETTINGS_OF_UNITS: readonly Setting[] = [
  defineSetting(
    oneOf(...USAGE_UNITS),
    'usage-unit',
    'B.1',
    'What bills and screens tell water in',
    (t) => t.screenUnits.usage,
    (usage, t) => ({ screenUnits: { ...t.screenUnits, usage } }),
  ),
  defineSetting(
    oneOf(...DISTANCE_UNITS),
    'distance-unit',
    'B.1',
    'What screens tell ways in',
    (t) => t.screenUnits.distance,
    (distance, t) => ({ screenUnits: { ...t.screenUnits, distance } }),
  ),
];
