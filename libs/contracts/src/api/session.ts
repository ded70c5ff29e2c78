import { z } from 'zod';
import { role } from '../roles.ts';
import { id, instant } from '../scalars.ts';

/** `POST /api/sign-in` */
export const signIn = z.object({
  username: z.string().trim().min(1, 'Give your user name.').max(64),
  password: z.string().min(1, 'Give your password.').max(256),
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
  /** When this session ends whatever is done with it, on the machine's clock (not the city's, which a demo turns). */
  sessionEndsAt: instant,
});
export type Me = z.infer<typeof me>;

/** `POST /api/password` */
export const changePassword = z.object({
  current: z.string().min(1).max(256),
  next: z.string().min(12, 'Use at least 12 characters.').max(256),
});

/** `GET /api/clock`: the city's time. Screens show this, never the browser's own clock. */
export const cityClock = z.object({
  now: instant,
  timeZone: z.string(),
  city: z.string(),
  /** The demo city, whose clock an administrator can turn. */
  demo: z.boolean(),
  /** While the clock is being turned: where to, and how far it is. */
  turning: z.object({ to: instant, at: instant, doing: z.string() }).nullable(),
});
export type CityClock = z.infer<typeof cityClock>;

/** `POST /api/clock/turn` (admin, demo only) */
export const turnClock = z.object({
  by: z.enum(['hour', 'day', 'next-deadline'], 'Turn by hour, day or next-deadline.'),
});
