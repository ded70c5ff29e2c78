import { z } from 'zod';
import { role } from '../roles.ts';
import { id, instant } from '../scalars.ts';

/** Someone who may sign in, as an administrator sees them. */
export const staffAccount = z.object({
  staffId: id,
  username: z.string(),
  name: z.string(),
  roles: z.array(role),
  crewId: id.nullable(),
  crew: z.string().nullable(),
  enabled: z.boolean(),
  mustChangePassword: z.boolean(),
  twoStep: z.boolean(),
  /** The machine's clock. */
  lastSignedInAt: instant.nullable(),
  /** Goes up with every change; a change names the one it saw. */
  version: z.int(),
});
export type StaffAccount = z.output<typeof staffAccount>;

/** `GET /api/staff` */
export const staffList = z.object({
  staff: z.array(staffAccount),
  crews: z.array(z.object({ crewId: id, name: z.string() })),
});
export type StaffList = z.output<typeof staffList>;

const person = {
  name: z.string().trim().min(1, 'Enter the name that others see.').max(100),
  roles: z.array(role).min(1, 'Choose at least one role.').max(12),
  crewId: id.nullable(),
};

/** `POST /api/staff` */
export const newStaff = z.object({
  username: z
    .string()
    .trim()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      'Use 1 to 64 letters, digits, dots, hyphens or underscores, a letter or digit first.',
    ),
  ...person,
});
export type NewStaff = z.input<typeof newStaff>;

/** A password that is read out once and must be changed at the first sign-in. */
export const oneTimePassword = z.object({ password: z.string() });

const version = z.int('Send the version that you saw.').positive();

/** `POST /api/staff/:staffId/password` and `.../two-step/reset` */
export const staffVersion = z.object({ version });

/** `POST /api/staff/:staffId` */
export const staffChange = z.object({ ...person, enabled: z.boolean(), version });
export type StaffChangeBody = z.input<typeof staffChange>;
