import type { SessionMember } from '@curbstop/core';
import type { BillingConfig } from '../config.ts';

/** Whether the city asks a second step of one of their roles, and they have none yet. */
export function mustSetUpTwoStep(
  { roles, twoStep }: Pick<SessionMember, 'roles' | 'twoStep'>,
  { twoStepRoles }: Pick<BillingConfig, 'twoStepRoles'>,
): boolean {
  return !twoStep && roles.some((role) => twoStepRoles.includes(role));
}
