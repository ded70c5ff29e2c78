import type { Planners } from '../due-action.ts';
import { appealPlanners } from './appeals.ts';
import { assistance } from './assistance.ts';
import { delinquency } from './delinquency.ts';
import { disconnection } from './disconnection.ts';
import { extensionPlanners } from './extensions.ts';
import { holds } from './holds.ts';
import { listing } from './listing.ts';
import { paymentPlanners } from './payments.ts';
import { penaltyRoundsPlanners } from './late-charge-rounds.ts';
import { promisePlanners } from './after-hours-promises.ts';
import { tenurePlanners } from './service-lifecycle.ts';

/** Who plans which act. A section that brings an act adds its planners here. */
export const PLANNERS: Planners = {
  ...delinquency,
  ...listing,
  ...penaltyRoundsPlanners,
  ...holds,
  ...extensionPlanners,
  ...promisePlanners,
  ...disconnection,
  ...appealPlanners,
  ...assistance,
  ...paymentPlanners,
  ...tenurePlanners,
};
