import { ORDER_KINDS } from '@curbstop/contracts';
import { kindOf } from '@curbstop/work-orders';
import { anOrder } from '../testing/an-order.ts';
import { choicesFor, effectOf } from './decide-words.ts';

describe('what can be decided', () => {
  it('never leaves off the water that an order is to bring back', () => {
    const kinds = ORDER_KINDS.filter((kind) => kind !== 'meter-check');
    for (const kind of kinds) {
      const choices = choicesFor([anOrder({ kind, state: 'cannot-complete' })]);
      expect(choices.includes('strike')).toBe(kindOf(kind).effect !== 'on');
      expect(choices).toContain('again-today');
    }
  });

  it('a hold of dispatch is ended or struck', () => {
    expect(choicesFor([anOrder({ state: 'held', heldByDispatch: true })])).toEqual(['resume', 'strike']);
  });

  it('says that the gate is asked again only where a valve is to close', () => {
    expect(effectOf('again-today', [anOrder()])).toContain('checked again');
    expect(effectOf('again-today', [anOrder({ kind: 'manual-read' })])).not.toContain('checked again');
  });
});
