import { me as meSchema } from '@curbstop/contracts';
import type { Me } from '@curbstop/contracts';
import { observable } from '@curbstop/ui';
import type { Observable, Session, SessionState } from '@curbstop/ui';
import { isCrew, isOver, isSame, keptSession, SESSION_IDLE_MS } from './crew.ts';
import type { KeptSession } from './crew.ts';
import type { Kept } from './kept.ts';
import type { Saving } from './saving.ts';

/** What is known of a day and must be forgotten with it. */
export interface DayParts {
  /** Memory only, and at once: nothing of it may be drawn for another. */
  forget(): void;
  /** Takes the day up again for a crew, from what is kept. */
  restore(crewId: number): Promise<void>;
  /** Before the day is deleted: puts by what a crew did and has not sent. */
  putBy(crewId: number): Promise<void>;
}

/** Watches whose day this tablet holds, and forgets it when that session ends: by a button, by the server or by time. */
export interface Custody {
  /** Whose day lies ready: shown to them while they are signed in, or while the server cannot be asked. */
  readonly holder: Observable<Me | null>;
  /** Reads what an earlier visit kept: its day when that session still stands, else nothing. */
  open(): Promise<void>;
  /** The server answered a call of this session; `serverNow` by its machine's clock, when it said so. */
  heard(serverNow: number | null): void;
  /** Follows the session and the time. Gives back how to stop. */
  watch(): () => void;
}

export interface CustodySettings {
  readonly kept: Kept;
  readonly saving: Saving;
  readonly session: Session;
  readonly parts: DayParts;
  /** The tablet's own clock, epoch ms, and one that runs on while the page stands and nobody can set. */
  readonly wall: () => number;
  readonly steady: () => number;
  /** A mark that goes when a person clears the cookies: the session's own cookie is out of a script's sight. */
  readonly cookie: { has(): boolean; set(on: boolean): void };
  readonly onError: (error: unknown) => void;
}

const KEY = 'session';
const TICK_MS = 2_000;
/** The last answer's moment is kept this often, ms. */
const NOTE_MS = 60_000;

export function createCustody(given: CustodySettings): Custody {
  const { kept, saving, session, parts, wall, steady, cookie, onError } = given;
  const holder = observable<Me | null>(null);
  let mine: KeptSession | null = null;
  let skewMs = 0;
  let noted = 0;
  const began = { wall: wall(), steady: steady() };
  /** The server machine's moment; a clock set back while the page stands changes nothing. */
  const now = (): number => Math.max(wall(), began.wall + steady() - began.steady) + skewMs;

  function keep(next: KeptSession): void {
    mine = next;
    noted = next.heardAt;
    saving.save(() => kept.put(KEY, next));
  }
  const sessionOf = (me: Me): KeptSession => {
    const heardAt = Math.round(now());
    const end = 'sessionEndsAt' in me ? me.sessionEndsAt : null;
    return { me, endsAt: typeof end === 'number' ? end : heardAt + SESSION_IDLE_MS, heardAt, skewMs };
  };
  async function forgetStored(before: KeptSession | null): Promise<void> {
    // An earlier version of this app kept who was signed in without an end.
    const who = before?.me ?? (await kept.get('me', meSchema));
    if (who?.crewId != null) await parts.putBy(who.crewId);
    await kept.seal();
  }
  function leave(): void {
    mine = null;
    parts.forget();
    holder.set(null);
    cookie.set(false);
    saving.save(async () => forgetStored(await kept.get(KEY, keptSession)));
  }
  function enter(me: Me & { readonly crewId: number }): void {
    cookie.set(true);
    if (mine && isSame(mine.me, me)) {
      keep(sessionOf(me));
      return;
    }
    parts.forget();
    const next = sessionOf(me);
    mine = next;
    noted = next.heardAt;
    saving.save(async () => {
      try {
        const stored = await kept.get(KEY, keptSession);
        // Another page of this tablet may have taken the day over already.
        if (!stored || !isSame(stored.me, me)) await forgetStored(stored);
        kept.unseal();
        await kept.put(KEY, next);
        await parts.restore(me.crewId);
      } finally {
        // A tablet that cannot save says so; the crew works on all the same.
        if (mine === next) holder.set(me);
      }
    });
  }
  function follow(state: SessionState): void {
    if (state.phase === 'out') leave();
    else if (state.phase === 'in') {
      if (isCrew(state.me)) enter(state.me);
      else leave();
    }
  }
  /** Somebody signed in or out on another page. */
  async function followOther(): Promise<void> {
    const stored = await kept.get(KEY, keptSession);
    if (stored && mine && isSame(stored.me, mine.me)) mine = stored;
    else if (stored || mine) await session.ask();
  }
  const look = (): void => {
    if (mine && isOver(mine, now())) session.ended();
  };
  return {
    holder,
    async open() {
      const stored = await kept.get(KEY, keptSession);
      skewMs = stored?.skewMs ?? 0;
      if (!stored || stored.me.crewId === null || !cookie.has() || isOver(stored, now())) {
        await forgetStored(stored);
        return;
      }
      mine = stored;
      noted = stored.heardAt;
      await parts.restore(stored.me.crewId);
      holder.set(stored.me);
    },
    heard(serverNow) {
      if (serverNow !== null) skewMs = serverNow - Math.round(now() - skewMs);
      if (mine && now() - noted >= NOTE_MS) keep({ ...mine, heardAt: Math.round(now()), skewMs });
    },
    watch() {
      const timer = setInterval(look, TICK_MS);
      document.addEventListener('visibilitychange', look);
      const stops = [
        session.state.subscribe(follow),
        kept.onOtherPage((key) => {
          if (key === KEY) followOther().catch(onError);
        }),
      ];
      return () => {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', look);
        for (const stop of stops) stop();
      };
    },
  };
}

/** The mark as a cookie of the page's own, beside the session's. */
export function markCookie(): CustodySettings['cookie'] {
  const NAME = 'curbstop-tablet';
  return {
    has: () => document.cookie.split('; ').includes(`${NAME}=1`),
    set(on) {
      const secure = location.protocol === 'https:' ? '; secure' : '';
      const seconds = on ? (7 * 24 * 60 * 60).toString() : '0';
      document.cookie = `${NAME}=1; path=/; max-age=${seconds}; samesite=strict${secure}`;
    },
  };
}
