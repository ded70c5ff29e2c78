import type { Evidence, OrderState } from '@curbstop/contracts';
import { ORDER_STATES } from '@curbstop/contracts';
import { KINDS, after, isOpen, kindOf, missingEvidence, stepsFrom } from './index.ts';

const full: Evidence = {
  meterSerial: '41882307',
  register: '418.73',
  position: { lon: -122.64, lat: 38.23, accuracy: 4, at: 0 as never },
  valve: 'closed',
  valveTurnedAt: null,
  permitId: null,
  flowChecked: true,
  tagLeft: true,
  note: '',
};

describe('the life of an order', () => {
  it('runs from the list to completion', () => {
    const path = ['release', 'assign', 'depart', 'arrive', 'complete'] as const;
    let state: OrderState = 'listed';
    for (const step of path) state = after(state, step) as OrderState;
    expect(state).toBe('completed');
  });

  it.each(['completed', 'cancelled'] as const)('ends at %s: nothing follows', (state) => {
    expect(stepsFrom(state)).toEqual([]);
    expect(isOpen(state)).toBe(false);
  });

  it('lets every open order be cancelled, because a payment can come at any time (E.1)', () => {
    for (const state of ORDER_STATES.filter(isOpen)) expect(after(state, 'cancel')).toBe('cancelled');
  });

  it('never completes an order that was not released', () => {
    for (const state of ['draft', 'held', 'listed'] as const) expect(after(state, 'complete')).toBeNull();
  });
});

describe('evidence', () => {
  it('is whole for a turn-off that has every part', () => {
    expect(missingEvidence(kindOf('turn-off'), full)).toEqual([]);
  });

  it('E.4: a turn-off without the tag cannot be completed', () => {
    expect(missingEvidence(kindOf('turn-off'), { ...full, tagLeft: false }).map((m) => m.part)).toEqual(['tagLeft']);
  });

  it('wants the valve where the kind puts it', () => {
    expect(missingEvidence(kindOf('reconnect'), full).map((m) => m.part)).toEqual(['valve']);
    expect(missingEvidence(kindOf('turn-off'), { ...full, valve: 'open' }).map((m) => m.part)).toEqual(['valve']);
  });

  it('asks the gate in every kind that takes water away', () => {
    for (const kind of KINDS.values()) {
      expect(kind.steps.includes('gate')).toBe(kind.effect === 'off');
    }
  });
});
