import type { CrewJob, Position } from '@curbstop/contracts';
import { UNDO_MS, currentStep, evidenceOf, newDraft, standing, step } from '@curbstop/field/job';
import type { JobDraft, JobEvent } from '@curbstop/field/job';
import type { Instant } from '@curbstop/policy';
import { FLOW_WATCH_MS, kindOf } from '@curbstop/work-orders';
import type { JobStep } from '@curbstop/work-orders';
import type { TestClock } from '@curbstop/testing';
import type { Person } from './person.ts';

/** What a crew finds at a meter, whatever it was sent for. */
export interface AtTheMeter {
  readonly meterSerial: string;
  readonly register: string;
}

/** One crew with its tablet at one job: it does what each step of the wizard asks, and nothing else. */
export class Wizard {
  private draft: JobDraft;

  constructor(
    private readonly crew: Person,
    private readonly job: CrewJob,
    private readonly found: AtTheMeter,
    private readonly clock: TestClock,
  ) {
    this.draft = newDraft(job.orderId);
  }

  private get here(): Position {
    const { lon, lat } = this.job;
    return { lon, lat, accuracy: 5, at: this.clock.now() };
  }

  private happen(event: JobEvent): void {
    this.draft = step(kindOf(this.job.kind), this.draft, event, this.job);
  }

  private readonly hands: Readonly<Record<Exclude<JobStep, 'done'>, () => Promise<void> | void>> = {
    arrive: async () => {
      await this.crew.act({ type: 'arrive', orderId: this.job.orderId, position: this.here });
      this.happen({ type: 'arrived', at: this.clock.now(), position: this.here });
    },
    gate: async () => {
      const answer = await this.crew.permit(this.job.orderId);
      if (!answer.mayClose) throw new Error(`Order ${this.job.orderId}: ${answer.says}`);
      this.happen({ type: 'gate-answered', at: this.clock.now(), answer });
    },
    meter: () => {
      this.happen({ type: 'serial-typed', text: this.found.meterSerial });
      this.happen({ type: 'serial-compared', at: this.clock.now() });
    },
    read: () => {
      this.happen({ type: 'reading-typed', text: this.found.register });
      this.happen({ type: 'reading-taken', at: this.clock.now(), despite: false });
    },
    exchange: () => {
      const change = { serial: `N${this.found.meterSerial}`, size: '3/4', register: '0' } as const;
      this.happen({ type: 'exchange-typed', change });
      this.happen({ type: 'exchange-taken', at: this.clock.now() });
    },
    close: () => {
      const now: Instant = this.clock.now();
      const facts = { standing: standing(this.draft.gate, this.job, 'good', now), online: true, fresh: true };
      this.happen({ type: 'closed', at: now, facts });
      this.letItCount();
    },
    open: () => {
      this.happen({ type: 'opened', at: this.clock.now() });
      this.letItCount();
    },
    flow: () => {
      this.happen({ type: 'flow-watched', at: this.clock.now() });
      this.clock.advance({ milliseconds: FLOW_WATCH_MS });
      this.happen({ type: 'flow-checked', at: this.clock.now() });
    },
    tag: () => this.happen({ type: 'tag-left', at: this.clock.now() }),
  };

  private letItCount(): void {
    this.clock.advance({ milliseconds: UNDO_MS });
    this.happen({ type: 'slide-counted', at: this.clock.now() });
  }

  /** From the truck to the last step; what the tablet then sends. */
  async walk(): Promise<ReturnType<typeof evidenceOf>> {
    const kind = kindOf(this.job.kind);
    for (const expected of kind.steps) {
      if (expected === 'done') break;
      if (currentStep(kind, this.draft, this.job) !== expected)
        throw new Error(`${kind.kind} stands at ${currentStep(kind, this.draft, this.job)}, not at ${expected}.`);
      await this.hands[expected]();
      this.clock.advance({ seconds: 10 });
    }
    return evidenceOf(this.draft, this.job);
  }
}
