import { z } from 'zod';

export const ROLES = [
  'crew',
  'dispatcher',
  'cashier',
  'clerk',
  'supervisor',
  'finance',
  /** H.3.b: decides appeals of the first level. */
  'appeal-officer',
  /** H.4.a: one of the three decides the second level. */
  'city-manager',
  'public-works-director',
  'admin-services-director',
  /** Z.4, D.8, J.7.a. */
  'asst-director-finance',
  'admin',
] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** Who sits at the billing desk; dispatchers and crews have screens of their own. */
export const DESK_ROLES = [
  'cashier',
  'clerk',
  'supervisor',
  'finance',
  'appeal-officer',
  'city-manager',
  'public-works-director',
  'admin-services-director',
  'asst-director-finance',
  'admin',
] as const satisfies readonly Role[];
