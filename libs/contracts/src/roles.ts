import { z } from 'zod';

export const ROLES = ['crew', 'dispatcher', 'clerk', 'finance', 'admin'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;
