import { crewJob } from '@curbstop/contracts';
import type { CrewJob, OrderKind, Permit, Position, PositionProblem } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { FAR_FEET, FLOW_WATCH_MS, KINDS, kindOf, missingEvidence } from '@curbstop/work-orders';
import type { JobStep } from '@curbstop/work-orders';
import { reasonsFor } from './cannot.ts';
import { closeLock } from './close-lock.ts';
import { newDraft } from './draft.ts';
import type { JobDraft } from './draft.ts';
import { UNDO_MS, currentStep, evidenceOf, step } from './machine.ts';
import type { JobEvent } from './machine.ts';

const T0 = 1_773_700_000_000;
const ADDRESS = { lon: -122.7, lat: 38.4 };
const METERS_PER_DEGREE = 111_195;

const jobOf = (kind: OrderKind): CrewJob =>
  crewJob.parse({
    orderId: 612,
    number: '3-0612',
    kind,
    state: 'en-route',
    since: T0,
    version: 4,
    clause: 'E.1',
    urgent: false,
    dueOn: '2026-03-17',
    sequence: 6,
    address: '1431 Quartz Spring Drive',
    ...ADDRESS,
    customer: 'R. Amari',
    pastDue: 13_580,
    meterSerial: '41882307',
    meterNote: '',
    hazard: '',
    lastRead: null,
    valve: { kind: 'curb-stop', state: 'open' },
    recall: null,
  });

const permit: Permit = {
  permitId: '5f2bb1f0-6b07-4e4a-8a3e-3f0f6a3f9e11',
  orderId: 612,
  meterSerial: '41882307',
  issuedAt: T0 as Instant,
  expiresAt: (T0 + 600_000) as Instant,
  signature: 'c2ln',
};
// The network is cut from the gate on: the permit runs.
const offline = { standing: { kind: 'running', permit, leftMs: 600_000 } as const, online: false, fresh: false };

interface Where {
  readonly position: Position | null;
  readonly missing: PositionProblem | null;
}
const away = (meters: number, accuracy = 4): Where => ({
  position: { lon: ADDRESS.lon, lat: ADDRESS.lat + meters / METERS_PER_DEGREE, accuracy, at: T0 as Instant },
  missing: accuracy > 100 ? 'inaccurate' : null,
});

const EVENTS: Readonly<Record<JobStep, (where: Where) => readonly JobEvent[]>> = {
  arrive: (where) => [{ type: 'arrived', at: T0, ...where }],
  gate: () => [
    {
      type: 'gate-answered',
      at: T0,
      answer: { mayClose: true, says: '', pastDue: 13_580 as CrewJob['pastDue'], checks: [], permit },
    },
  ],
  meter: () => [
    { type: 'serial-typed', text: '41882307' },
    { type: 'serial-compared', at: T0 },
  ],
  read: () => [
    { type: 'reading-typed', text: '418.73' },
    { type: 'reading-taken', at: T0, despite: false },
  ],
  exchange: () => [
    { type: 'exchange-typed', change: { serial: 'N-7001', size: '3/4', register: '0' } },
    { type: 'exchange-taken', at: T0 },
  ],
  close: (where) => [
    { type: 'placed', ...where },
    { type: 'closed', at: T0, facts: offline },
    { type: 'slide-counted', at: T0 + UNDO_MS },
  ],
  open: (where) => [
    { type: 'placed', ...where },
    { type: 'opened', at: T0 },
    { type: 'slide-counted', at: T0 + UNDO_MS },
  ],
  flow: () => [
    { type: 'flow-watched', at: T0 + UNDO_MS },
    { type: 'flow-checked', at: T0 + UNDO_MS + FLOW_WATCH_MS },
  ],
  tag: () => [{ type: 'tag-left', at: T0 + 60_000 }],
  done: (where) => [{ type: 'placed', ...where }],
};

/** Everything the crew can do, step after step, whether the wizard lets it or not. */
function walk(job: CrewJob, where: Where, before: readonly JobEvent[] = []): JobDraft {
  const kind = kindOf(job.kind);
  const events = [...before, ...kind.steps.flatMap((one) => EVENTS[one](where))];
  return events.reduce((draft, event) => step(kind, draft, event, job), newDraft(job.orderId));
}

describe.each([...KINDS.values()])('the wizard of $kind, without a network', (kind) => {
  const job = jobOf(kind.kind);

  it('ends with all its evidence near the address', () => {
    const draft = walk(job, away(30));
    expect(currentStep(kind, draft, job)).toBe('done');
    expect(missingEvidence(kind, evidenceOf(draft, job))).toEqual([]);
  });

  it.each<[PositionProblem, Where]>([
    ['denied', { position: null, missing: 'denied' }],
    ['unavailable', { position: null, missing: 'unavailable' }],
    ['timeout', { position: null, missing: 'timeout' }],
    ['inaccurate', away(0, 5_000)],
  ])('has no dead end when the position is missing: %s', (why, where) => {
    const draft = walk(job, where);
    if (kind.effect === 'off') {
      // When in doubt the water stays on; the lock says why, and the order can be left undone.
      expect(closeLock({ job, draft, ...offline })?.kind).toBe('position');
      expect(draft.valve).toBeNull();
      expect(reasonsFor(kind, draft)).toContain('other');
      return;
    }
    const evidence = evidenceOf(draft, job);
    expect(currentStep(kind, draft, job)).toBe('done');
    expect(evidence.positionMissing).toBe(why);
    expect(missingEvidence(kind, evidence)).toEqual([]);
  });

  it('asks why, where it is more than 200 feet away, and keeps the reason', () => {
    expect(FAR_FEET).toBe(200);
    const silent = walk(job, away(130));
    expect(silent.valve !== null).toBe(kind.effect === 'on');
    const far = { reason: 'large-lot', note: '' } as const;
    const told = walk(job, away(130), [{ type: 'far-typed', ...far }]);
    expect(currentStep(kind, told, job)).toBe('done');
    expect(evidenceOf(told, job).far).toEqual(far);
  });
});

describe('what a slide counts for', () => {
  const job = jobOf('reconnect');
  const reconnect = kindOf('reconnect');
  const pulled = (['arrive', 'meter', 'read'] as const)
    .flatMap((one) => EVENTS[one](away(5)))
    .concat({ type: 'opened', at: T0 })
    .reduce((draft, event) => step(reconnect, draft, event, job), newDraft(612));
  const then = (event: JobEvent): JobDraft => step(reconnect, pulled, event, job);

  it('nothing for five seconds, in which it can be undone', () => {
    expect(pulled.valve).toBeNull();
    expect(then({ type: 'slide-counted', at: T0 + UNDO_MS - 1 }).valve).toBeNull();
    expect(then({ type: 'slide-undone', at: T0 + UNDO_MS - 1 }).sliding).toBeNull();
  });

  it('a turned valve afterwards, at the moment of the slide', () => {
    const late = then({ type: 'slide-undone', at: T0 + UNDO_MS });
    expect(step(reconnect, late, { type: 'slide-counted', at: T0 + 9_000 }, job).valve).toEqual({
      state: 'open',
      at: T0,
      permitId: null,
    });
  });

  it('the dial counts only when it was watched to the end', () => {
    const open = then({ type: 'slide-counted', at: T0 + UNDO_MS });
    const watched = step(reconnect, open, { type: 'flow-watched', at: T0 + 6_000 }, job);
    const checked = (at: number): number | null => step(reconnect, watched, { type: 'flow-checked', at }, job).flowAt;
    expect(step(reconnect, open, { type: 'flow-checked', at: T0 + 90_000 }, job).flowAt).toBeNull();
    expect(checked(T0 + 6_000 + FLOW_WATCH_MS - 1)).toBeNull();
    expect(checked(T0 + 6_000 + FLOW_WATCH_MS)).toBe(T0 + 6_000 + FLOW_WATCH_MS);
  });
});
