import { kindOf } from '@curbstop/work-orders';
import { cannotNote, reasonsFor } from './cannot.ts';
import { newDraft } from './draft.ts';

describe('leaving a job undone', () => {
  it('offers the reasons that can be true of its kind', () => {
    const untouched = newDraft(1);
    expect(reasonsFor(kindOf('turn-off'), untouched)).toContain('customer-says-paid');
    expect(reasonsFor(kindOf('reconnect'), untouched)).not.toContain('customer-says-paid');
    expect(reasonsFor(kindOf('reconnect'), untouched)).toContain('valve-stuck');
    expect(reasonsFor(kindOf('manual-read'), untouched)).not.toContain('valve-stuck');
  });

  it('does not let a stop wait for the cashier with its water off', () => {
    const closed = { ...newDraft(1), valve: { state: 'closed' as const, at: 5, permitId: null } };
    expect(reasonsFor(kindOf('turn-off'), closed)).not.toContain('customer-says-paid');
  });

  it('says how the valve was left', () => {
    const draft = {
      ...newDraft(1),
      valve: { state: 'closed' as const, at: 5, permitId: null },
    };
    const gallons = { unit: 'gal', digits: 5, multiplier: 10 } as const;
    const read = { register: '44', at: 4, despite: false };
    expect(cannotNote(' It drips. ', { ...draft, read }, gallons, () => '10:52:10 am')).toBe(
      'It drips. Valve closed at 10:52:10 am, read 000440 gal.',
    );
    expect(cannotNote('', newDraft(1), gallons, () => '')).toBe('');
  });
});
