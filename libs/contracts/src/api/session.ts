import { DISTANCE_UNITS, USAGE_UNITS } from '@curbstop/policy';
import { z } from 'zod';
import { role } from '../roles.ts';
import { id, instant } from '../scalars.ts';

/** `POST /api/sign-in` */
export const signIn = z.object({
  username: z.string().trim().min(1, 'Give your user name.').max(64),
  password: z.string().min(1, 'Give your password.').max(256),
  /** The second step: the code of an authenticator app, or a recovery code. */
  code: z.string().trim().min(1, 'Enter the code.').max(32).optional(),
});
export type SignIn = z.infer<typeof signIn>;

/** `GET /api/me`, and the answer of a sign-in. */
export const me = z.object({
  staffId: id,
  username: z.string(),
  name: z.string(),
  roles: z.array(role),
  crewId: id.nullable(),
  /** A one-time password was used: nothing else works until it is changed. */
  mustChangePassword: z.boolean(),
  /** Whether a second step is asked for at sign-in. */
  twoStep: z.boolean(),
  /** The city asks it of their roles: nothing else works until it is set up. */
  mustSetUpTwoStep: z.boolean(),
  /** When this session ends whatever is done with it, on the machine's clock (not the city's, which a demo turns). */
  sessionEndsAt: instant,
});
export type Me = z.infer<typeof me>;

/** `POST /api/password` */
export const changePassword = z.object({
  current: z.string().min(1).max(256),
  next: z.string().min(12, 'Use at least 12 characters.').max(256),
});

/** `POST /api/two-step/begin`: what an authenticator app is given. */
export const twoStepEnrollment = z.object({ uri: z.string(), secret: z.string() });
export type TwoStepEnrollment = z.infer<typeof twoStepEnrollment>;

/** `POST /api/two-step/confirm` */
export const confirmTwoStep = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{3} ?\d{3}$/, 'Enter the six digits that your phone shows.'),
});
export const recoveryCodes = z.object({ codes: z.array(z.string()) });

/** `POST /api/two-step/end` */
export const endTwoStep = z.object({ password: z.string().min(1, 'Enter your password.').max(256) });

/** What a city's screens count in; feet and miles and hundreds of cubic feet until a server says otherwise. */
export const screenUnits = z
  .object({ usage: z.enum(USAGE_UNITS), distance: z.enum(DISTANCE_UNITS) })
  .default({ usage: 'ccf', distance: 'miles' });

/** `GET /api/clock`: the city's time. Screens show this, never the browser's own clock. */
export const cityClock = z.object({
  now: instant,
  timeZone: z.string(),
  city: z.string(),
  /** The demo city, whose clock an administrator can turn. */
  demo: z.boolean(),
  /** While the clock is being turned: where to, and how far it is. */
  /** What screens count water and ways in. */
  units: screenUnits,
  turning: z.object({ to: instant, at: instant, doing: z.string() }).nullable(),
});
export type CityClock = z.infer<typeof cityClock>;

/** `POST /api/clock/turn` (admin, demo only) */
export const turnClock = z.object({
  by: z.enum(['hour', 'day', 'next-deadline'], 'Turn by hour, day or next-deadline.'),
});
