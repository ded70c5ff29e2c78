import { reconcileArrangements } from './arrangements.ts';
import { recordConditions } from './medical-certificates.ts';
import { reconcileServiceLifecycle } from './service-lifecycle.ts';
import { endExtensions } from './extensions.ts';
import { reconcileReturnedMail } from './door-hanger.ts';
import { reconcileLateCharges } from './late-charges.ts';
import { reconcileDoorNotices } from './door-notices.ts';
import type { ReconcileRule } from './rule.ts';
import { resumeReconnections } from './reconnections.ts';
import { reconcileReturnedPayments } from './returned-payments.ts';
import { cancelReDisconnects } from './re-disconnects.ts';
import { cancelTurnOffs } from './turn-offs.ts';

/** In this order. A section with something that hangs on an account's facts adds its follower here. */
export const RECONCILE_RULES: readonly ReconcileRule[] = [
  reconcileServiceLifecycle,
  reconcileLateCharges,
  endExtensions,
  reconcileArrangements,
  recordConditions,
  cancelTurnOffs,
  reconcileReturnedPayments,
  cancelReDisconnects,
  reconcileDoorNotices,
  reconcileReturnedMail,
  resumeReconnections,
];
