import { dayOf, timeOfDay } from '../../calendar/zoned.ts';
import { agenda } from '../../engine/agenda.ts';
import { CARRIED_OUT } from './acts.fixture.ts';
import { follow } from './follow.fixture.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';
import type { PaperAccount } from './account.fixture.ts';
import type { Chance } from './chance.fixture.ts';

/** What was counted over all the years, so that a life in which nothing happens is seen. */
export type Tally = Record<string, number>;

/** Something that will happen at a moment. */
interface Coming {
  readonly at: Instant;
  readonly happens: (life: Life) => void;
}

/** No account has more acts due at one moment; more means that an act does not end. */
const MOST_AT_ONCE = 40;

/** An account through its year: what happens by chance, and what the policy wants done, in the order of their moments. */
export class Life {
  readonly done = new Set<string>();
  readonly log: string[] = [];
  /** What no rule allows. */
  readonly wrong: string[] = [];
  now: Instant;
  /** While it is ahead nobody looks at the agenda, as in an outage. */
  outageUntil: Instant | null = null;
  private readonly coming: Coming[] = [];
  private known: { readonly revision: number; readonly act: DueAct | null } | null = null;

  constructor(
    readonly account: PaperAccount,
    readonly chance: Chance,
    readonly tally: Tally,
    begins: Instant,
  ) {
    this.now = begins;
  }

  get policy(): PolicyParameters {
    return this.account.policy;
  }

  get today(): Day {
    return dayOf(this.now, this.policy.timeZone);
  }

  count(what: string): void {
    this.tally[what] = (this.tally[what] ?? 0) + 1;
  }

  tell(what: string): void {
    this.log.push(`${this.today} ${timeOfDay(this.now, this.policy.timeZone)} ${what}`);
  }

  fault(what: string): void {
    this.tell(`WRONG: ${what}`);
    this.wrong.push(what);
  }

  /** Something is to happen at a moment. */
  later(at: Instant, happens: Coming['happens']): void {
    const place = this.coming.findLastIndex((each) => each.at <= at);
    this.coming.splice(place + 1, 0, { at, happens });
  }

  /** What follows from a change is done at once. */
  changed(): void {
    follow(this);
  }

  liveUntil(end: Instant): void {
    for (;;) {
      const next = this.coming[0];
      const look = this.nextLook();
      const at = next === undefined ? end : next.at;
      if (look !== null && look <= at && look <= end) {
        this.now = look > this.now ? look : this.now;
        this.actOn();
        continue;
      }
      if (next === undefined || next.at > end) return;
      this.coming.shift();
      this.now = next.at > this.now ? next.at : this.now;
      next.happens(this);
    }
  }

  /** The first act of the agenda; it stays so until something changes, or its moment has come. */
  private firstAct(): DueAct | null {
    const { account, known } = this;
    if (known?.revision === account.revision && (known.act === null || known.act.at > this.now)) return known.act;
    const act = agenda(account.facts(), this.policy, this.done, this.now)[0] ?? null;
    this.known = { revision: account.revision, act };
    return act;
  }

  /** The next moment at which somebody looks and has something to do; null when there is none. */
  private nextLook(): Instant | null {
    const act = this.firstAct();
    if (act === null) return null;
    return this.outageUntil !== null && act.at < this.outageUntil ? this.outageUntil : act.at;
  }

  /** Everything that is due, in order. */
  private actOn(): void {
    for (let done = 0; done <= MOST_AT_ONCE; done++) {
      const act = this.firstAct();
      if (act === null || act.at > this.now) return;
      this.carryOut(act);
    }
    this.fault('The acts of a moment do not end.');
  }

  private carryOut(act: DueAct): void {
    if (this.done.has(act.key)) this.fault(`The act ${act.key} is due twice.`);
    this.done.add(act.key);
    this.tell(`${act.act} by ${act.clause}, ${act.key}`);
    this.count(act.act);
    CARRIED_OUT[act.act]?.(this, act);
    this.account.touch();
    this.changed();
  }
}
