import { me, recoveryCodes, twoStepEnrollment } from '@curbstop/contracts';
import type { Me, Role, TwoStepEnrollment } from '@curbstop/contracts';
import { z } from 'zod';
import type { Api, ReadOptions } from './api.ts';
import { observable } from './observable.ts';
import type { Observable } from './observable.ts';
import { Problem } from './problem.ts';

/** Who is signed in on this screen. */
export type SessionState =
  | { readonly phase: 'asking' }
  | { readonly phase: 'out' }
  /** The server could not be asked; `error` says why. */
  | { readonly phase: 'unknown'; readonly error: unknown }
  | { readonly phase: 'in'; readonly me: Me };

export interface Session {
  readonly state: Observable<SessionState>;
  /** Asks the server who is signed in. Never throws: a failure is a state; while it cannot be asked, who was in stays in. */
  ask(): Promise<void>;
  /** Throws `Problem` (wrong name or password, a code is needed, too many tries) or `NoAnswer`. */
  signIn(username: string, password: string, code?: string): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
  beginTwoStep(): Promise<TwoStepEnrollment>;
  /** Turns the second step on; the answer are the recovery codes. `ask()` once they were read. */
  confirmTwoStep(code: string): Promise<readonly string[]>;
  endTwoStep(password: string): Promise<void>;
  signOut(): Promise<void>;
  /** Give it to `createApi` as `onSignedOut`: any call may find that the session has ended. */
  ended(): void;
  /** Another number in every session: give it to `createApi` as `turn`. */
  turn(): number;
}

/** The answers of these calls say nothing that is read here. */
const anything = z.unknown();

/** The session of one app; the cookie itself is the server's and out of reach of scripts. `asking`: how patiently it asks. */
export function createSession(api: () => Api, asking: ReadOptions = {}): Session {
  const state = observable<SessionState>({ phase: 'asking' });
  let turn = 0;
  const turnTo = (next: SessionState): void => {
    turn += 1;
    state.set(next);
  };
  async function ask(): Promise<void> {
    const asked = turn;
    try {
      const who = await api().get('/api/me', me, asking);
      if (asked === turn) state.set({ phase: 'in', me: who });
    } catch (error) {
      // Somebody signed in or out while the answer was on its way: it is about the session before.
      if (asked !== turn) return;
      if (error instanceof Problem && error.status === 401) state.set({ phase: 'out' });
      else if (state.get().phase !== 'in') state.set({ phase: 'unknown', error });
    }
  }
  return {
    state,
    ask,
    async signIn(username, password, code) {
      const given = { username, password, ...(code !== undefined && { code }) };
      turnTo({ phase: 'in', me: await api().post('/api/sign-in', given, me) });
    },
    beginTwoStep: () => api().post('/api/two-step/begin', {}, twoStepEnrollment),
    async confirmTwoStep(code) {
      return (await api().post('/api/two-step/confirm', { code }, recoveryCodes)).codes;
    },
    async endTwoStep(password) {
      await api().post('/api/two-step/end', { password }, anything);
      await ask();
    },
    async changePassword(current, next) {
      await api().post('/api/password', { current, next }, anything);
      await ask();
    },
    async signOut() {
      await api().post('/api/sign-out', {}, anything);
      turnTo({ phase: 'out' });
    },
    ended() {
      turnTo({ phase: 'out' });
    },
    turn: () => turn,
  };
}

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  crew: 'field crew',
  dispatcher: 'dispatcher',
  cashier: 'cashier',
  clerk: 'billing clerk',
  supervisor: 'supervisor',
  finance: 'finance',
  'appeal-officer': 'appeal officer',
  'city-manager': 'city manager',
  'public-works-director': 'public works director',
  'admin-services-director': 'administrative services director',
  'asst-director-finance': 'assistant director of finance',
  admin: 'administrator',
};

/** A role as it stands beside a name: `billing clerk`. */
export function roleWord(role: Role): string {
  return ROLE_WORDS[role];
}

/** Whether one of the roles is enough for a screen. */
export function mayUse(who: Me, roles: readonly Role[]): boolean {
  return who.roles.some((role) => roles.includes(role));
}
