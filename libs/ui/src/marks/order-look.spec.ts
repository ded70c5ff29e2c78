import { ORDER_KINDS, ORDER_STATES } from '@curbstop/contracts';
import { fillOf, glyphOf, inkOn, kindWord, outlineOf, shapeOf, stateWord } from './order-look.ts';

describe('shape is the kind', () => {
  it.each([
    ['turn-off', 'square'],
    ['turn-off-nsf', 'square'],
    ['turn-off-vacant', 'square'],
    ['turn-off-again', 'square'],
    ['turn-on', 'circle'],
    ['reconnect', 'circle'],
    ['reconnect-after-hours', 'octagon'],
    ['final-read', 'diamond'],
    ['manual-read', 'diamond'],
    ['meter-check', 'diamond'],
    ['meter-exchange', 'diamond'],
    ['door-hanger', 'triangle'],
    ['blue-tag-nsf', 'triangle'],
  ] as const)('%s is a %s', (kind, shape) => expect(shapeOf(kind)).toBe(shape));

  it('makes an urgent return of water an octagon', () => expect(shapeOf('reconnect', true)).toBe('octagon'));
  it('never hides a turn-off behind its urgency', () => {
    for (const kind of ORDER_KINDS) expect(shapeOf(kind, true) === 'square').toBe(shapeOf(kind) === 'square');
  });
});

describe('fill is the state', () => {
  it.each([
    ['draft', 'unassigned'],
    ['listed', 'unassigned'],
    ['released', 'unassigned'],
    ['assigned', 'assigned'],
    ['en-route', 'en-route'],
    ['on-site', 'on-site'],
    ['completed', 'done'],
    ['cannot-complete', 'cannot'],
    ['held', 'held'],
    ['cancelled', 'called-off'],
  ] as const)('%s is %s', (state, fill) => expect(fillOf(state)).toBe(fill));

  it('is STOP in every state once recalled, and in none before', () => {
    for (const state of ORDER_STATES) {
      expect(fillOf(state)).not.toBe('stop');
      expect(fillOf(state, true)).toBe('stop');
      expect(stateWord(state, true)).toBe('Recalled');
    }
  });

  it('says by more than colour what is done, undone, held, called off or stopped', () => {
    expect((['done', 'cannot', 'held', 'called-off', 'stop'] as const).map(glyphOf)).toEqual([
      'tick',
      'slash',
      'pause',
      'cross',
      'bang',
    ]);
    expect((['unassigned', 'assigned', 'en-route', 'on-site'] as const).map(glyphOf)).toEqual([null, null, null, null]);
  });

  it('puts white on blue only', () =>
    expect([inkOn('assigned'), inkOn('en-route'), inkOn('stop')]).toEqual(['#ffffff', '#0b161d', '#0b161d']));

  it('draws what is no work any more in grey', () => {
    expect([inkOn('called-off'), outlineOf('called-off')]).toEqual(['#5b6a75', '--mark-off']);
    expect([inkOn('held'), outlineOf('held')]).toEqual(['#0b161d', '--mark-ink']);
  });
});

describe('words', () => {
  it('has a word of its own for every kind and every state', () => {
    expect(new Set(ORDER_KINDS.map(kindWord)).size).toBe(ORDER_KINDS.length);
    expect(new Set(ORDER_STATES.map((state) => stateWord(state))).size).toBe(ORDER_STATES.length);
  });
});
