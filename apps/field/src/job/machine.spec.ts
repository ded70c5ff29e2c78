import { crewJob } from '@curbstop/contracts';
import type { CrewJob, Permit, PermitAnswer, Position } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { kindOf, missingEvidence } from '@curbstop/work-orders';
import fc from 'fast-check';
import { standing } from '../permit/standing.ts';
import type { Proof } from '../permit/standing.ts';
import { closeLock } from './close-lock.ts';
import { newDraft } from './draft.ts';
import type { JobDraft } from './draft.ts';
import { UNDO_MS, currentStep, evidenceOf, isReachable, step } from './machine.ts';
import type { JobEvent } from './machine.ts';
import { stepFact } from './step-words.ts';

const T0 = 1_773_700_000_000;
const TEN_MINUTES = 600_000;
const turnOff = kindOf('turn-off');
const reconnect = kindOf('reconnect');

function job(change: Partial<CrewJob> = {}): CrewJob {
  const made = crewJob.parse({
    orderId: 612,
    number: '3-0612',
    kind: 'turn-off',
    state: 'en-route',
    since: T0,
    version: 4,
    clause: 'E.1',
    urgent: false,
    dueOn: '2026-03-17',
    sequence: 6,
    address: '1431 Quartz Spring Drive',
    lon: -122.7,
    lat: 38.4,
    customer: 'R. Amari',
    pastDue: 13_580,
    meterSerial: '41882307',
    meterNote: '',
    hazard: '',
    lastRead: null,
    valve: { kind: 'curb-stop', state: 'open' },
    recall: null,
  });
  return { ...made, ...change };
}

const here: Position = { lon: -122.7, lat: 38.4, accuracy: 4, at: T0 as Instant };
const permit: Permit = {
  permitId: '5f2bb1f0-6b07-4e4a-8a3e-3f0f6a3f9e11',
  orderId: 612,
  meterSerial: '41882307',
  issuedAt: T0 as Instant,
  expiresAt: (T0 + TEN_MINUTES) as Instant,
  signature: 'c2ln',
};
const yes: PermitAnswer = {
  mayClose: true,
  says: 'Owes $135.80',
  pastDue: 13_580 as CrewJob['pastDue'],
  checks: [],
  permit,
};
const no: PermitAnswer = {
  mayClose: false,
  says: 'Paid in full at 9:40:41.',
  clauses: ['E.1'] as CrewJob['clause'][],
  earliest: null,
};

const toTheValve: JobEvent[] = [
  { type: 'arrived', at: T0, position: here },
  { type: 'gate-answered', at: T0, answer: yes },
  { type: 'serial-typed', text: '41882307' },
  { type: 'serial-compared', at: T0 },
  { type: 'reading-typed', text: '418.73' },
  { type: 'reading-taken', at: T0, despite: false },
];

const run = (events: readonly JobEvent[], each: CrewJob = job(), kind = turnOff): JobDraft =>
  events.reduce((draft, event) => step(kind, draft, event, each), newDraft(each.orderId));

/** Slides at a moment, as the screen does: with the standing of that moment. */
function slide(
  draft: JobDraft,
  at: number,
  each: CrewJob,
  net: { online: boolean; fresh: boolean; proof?: Proof },
): JobDraft {
  const facts = { standing: standing(draft.gate, each, net.proof ?? 'good', at), online: net.online, fresh: net.fresh };
  const pulled = step(turnOff, draft, { type: 'closed', at, facts }, each);
  return step(turnOff, pulled, { type: 'slide-counted', at: at + UNDO_MS }, each);
}
const offline = { online: false, fresh: false };

describe('a turn-off on the tablet', () => {
  it('E.1 goes through its steps in order and ends with all its evidence', () => {
    let draft = run(toTheValve);
    expect(currentStep(turnOff, draft, job())).toBe('close');
    draft = slide(draft, T0 + 1_000, job(), { online: true, fresh: true });
    expect(draft.valve).toEqual({ state: 'closed', at: T0 + 1_000, permitId: permit.permitId });
    for (const event of [
      { type: 'flow-watched', at: T0 + 10_000 },
      { type: 'flow-checked', at: T0 + 60_000 },
      { type: 'tag-left', at: T0 + 70_000 },
    ] as const) {
      draft = step(turnOff, draft, event, job());
    }
    expect(currentStep(turnOff, draft, job())).toBe('done');
    expect(missingEvidence(turnOff, evidenceOf(draft, job()))).toEqual([]);
  });

  it('sends a serial that matches as the city writes it', () => {
    const plate = job({ meterSerial: 'GL-41882307' });
    const draft = run(
      [
        ...toTheValve.slice(0, 2),
        { type: 'serial-typed', text: ' gl 4188 2307 ' },
        { type: 'serial-compared', at: T0 },
      ],
      plate,
    );
    expect(evidenceOf(draft, plate).meterSerial).toBe('GL-41882307');
  });

  it('sends the digits of the dial with the unit that they were shown in', () => {
    const gallons = job({ dial: { unit: 'gal', digits: 6, multiplier: 10 } });
    const draft = run(
      [
        ...toTheValve.slice(0, 4),
        { type: 'reading-typed', text: '004512' },
        { type: 'reading-taken', at: T0, despite: false },
      ],
      gallons,
    );
    expect(evidenceOf(draft, gallons)).toMatchObject({ register: '4512', registerUnit: 'gal' });
    expect(stepFact('read', draft, gallons, String)).toBe('0045120 gal');
    expect(evidenceOf(run(toTheValve.slice(0, 4), gallons), gallons)).toMatchObject({
      register: null,
      registerUnit: null,
    });
  });

  it('skips no step, whatever the screen asks for', () => {
    const early = run([{ type: 'gate-answered', at: T0, answer: yes }]);
    expect(early.gate).toBeNull();
    expect(isReachable(turnOff, 'close', run(toTheValve.slice(0, 3)), job())).toBe(false);
    expect(run([...toTheValve, { type: 'opened', at: T0 }]).valve).toBeNull();
  });

  it('forgets the comparison when the serial is typed again', () => {
    const draft = run([...toTheValve, { type: 'serial-typed', text: '41882308' }]);
    expect(currentStep(turnOff, draft, job())).toBe('meter');
    expect(slide(draft, T0, job(), offline).valve).toBeNull();
  });

  it('E.1 goes back to the gate when the city says no at the valve', () => {
    const draft = run([...toTheValve, { type: 'gate-answered', at: T0 + 1_000, answer: no }]);
    expect(currentStep(turnOff, draft, job())).toBe('gate');
    expect(slide(draft, T0 + 2_000, job(), { online: true, fresh: true }).valve).toBeNull();
  });

  it('never reaches the valve with the wrong serial, on any path', () => {
    const wrong = fc
      .string({ maxLength: 12 })
      .filter((text) => text.replaceAll(/[\s-]/g, '').toUpperCase() !== '41882307');
    const event: fc.Arbitrary<JobEvent | 'slide'> = fc.oneof(
      fc.constantFrom<JobEvent | 'slide'>(
        ...toTheValve.filter(({ type }) => type !== 'serial-typed'),
        { type: 'gate-answered', at: T0, answer: no },
        { type: 'flow-checked', at: T0 },
        { type: 'tag-left', at: T0 },
        { type: 'opened', at: T0 },
        { type: 'placed', position: here },
        'slide',
      ),
      wrong.map((text): JobEvent => ({ type: 'serial-typed', text })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.boolean(), (events, online) => {
        let draft = newDraft(612);
        for (const one of events) {
          draft = one === 'slide' ? slide(draft, T0, job(), { online, fresh: true }) : step(turnOff, draft, one, job());
          expect(draft.valve).toBeNull();
          expect(isReachable(turnOff, 'close', draft, job())).toBe(false);
        }
      }),
    );
  });

  it('never closes where the order names no meter', () => {
    const nameless = job({ meterSerial: null });
    expect(slide(run(toTheValve, nameless), T0, nameless, { online: true, fresh: true }).valve).toBeNull();
  });

  it('keeps the meter once the valve was turned', () => {
    const draft = slide(run(toTheValve), T0, job(), offline);
    expect(step(turnOff, draft, { type: 'serial-typed', text: '1' }, job()).serial).toBe('41882307');
    expect(step(turnOff, draft, { type: 'gate-answered', at: T0, answer: no }, job()).gate?.answer.mayClose).toBe(true);
  });
});

describe('the right to close', () => {
  const ready = run(toTheValve);

  it.each([
    ['offline, one millisecond left', T0 + TEN_MINUTES - 1, offline, true],
    ['offline, at the permit’s end', T0 + TEN_MINUTES, offline, false],
    ['online, asked within the minute', T0, { online: true, fresh: true }, true],
    ['online, not asked again', T0, { online: true, fresh: false }, false],
    ['online, the permit over', T0 + TEN_MINUTES, { online: true, fresh: true }, false],
    ['offline, signature not good', T0, { ...offline, proof: 'bad' as const }, false],
    ['offline, no key to check with', T0, { ...offline, proof: 'no-key' as const }, false],
    ['offline, still being checked', T0, { ...offline, proof: 'checking' as const }, false],
  ])('E.1 %s', (_name, at, net, closes) => {
    expect(slide(ready, at, job(), net).valve !== null).toBe(closes);
  });

  it('E.1 asks for a permit of this order and this meter, and for a clock that can be trusted', () => {
    expect(standing(ready.gate, { orderId: 613, meterSerial: '41882307' }, 'good', T0).kind).toBe('unproven');
    expect(standing(ready.gate, { orderId: 612, meterSerial: '1' }, 'good', T0).kind).toBe('unproven');
    expect(standing(ready.gate, job(), 'good', null).kind).toBe('unproven');
    expect(standing(null, job(), 'good', T0).kind).toBe('none');
  });

  it('is lost by a recall, by another crew getting the order, and without a position', () => {
    const facts = { draft: ready, standing: standing(ready.gate, job(), 'good', T0), online: true, fresh: true };
    const recall = {
      at: T0 as Instant,
      says: 'Paid.',
      clauses: [],
      paid: null,
      deliveredAt: null,
      seenAt: null,
      answered: null,
    };
    expect(closeLock({ ...facts, job: job() })).toBeNull();
    expect(closeLock({ ...facts, job: job({ recall }) })?.kind).toBe('recalled');
    expect(closeLock({ ...facts, job: job({ state: 'released' }) })?.kind).toBe('gone');
    expect(closeLock({ ...facts, job: null })?.kind).toBe('gone');
    expect(closeLock({ ...facts, job: job(), draft: { ...ready, position: null } })?.kind).toBe('position');
  });
});

describe('a reconnection on the tablet', () => {
  it('F.1 needs neither a network nor a permit', () => {
    const on = job({ kind: 'reconnect' });
    const events = toTheValve.filter(({ type }) => type !== 'gate-answered');
    const opened: JobEvent[] = [
      { type: 'opened', at: T0 },
      { type: 'slide-counted', at: T0 + UNDO_MS },
      { type: 'flow-watched', at: T0 + UNDO_MS },
      { type: 'flow-checked', at: T0 + 60_000 },
    ];
    const draft = run([...events, ...opened], on, reconnect);
    expect(draft.valve).toEqual({ state: 'open', at: T0, permitId: null });
    expect(missingEvidence(reconnect, evidenceOf(draft, on))).toEqual([]);
  });

  it('stops at another meter all the same', () => {
    const on = job({ kind: 'reconnect', meterSerial: '777' });
    const events = toTheValve.filter(({ type }) => type !== 'gate-answered');
    expect(run([...events, { type: 'opened', at: T0 }], on, reconnect).valve).toBeNull();
  });
});
