import type { OrderKind, OrderState } from '@curbstop/contracts';

/** Shape says the kind of order. */
export type MarkShape = 'square' | 'circle' | 'octagon' | 'diamond' | 'triangle';
/** Fill says the state. */
export type MarkFill =
  'unassigned' | 'at-valve' | 'assigned' | 'en-route' | 'on-site' | 'done' | 'cannot' | 'held' | 'called-off' | 'stop';

const SHAPES: Readonly<Record<OrderKind, MarkShape>> = {
  'turn-off': 'square',
  'turn-off-nsf': 'square',
  'turn-off-vacant': 'square',
  'turn-off-again': 'square',
  'turn-on': 'circle',
  reconnect: 'circle',
  'reconnect-after-hours': 'octagon',
  'final-read': 'diamond',
  'manual-read': 'diamond',
  'meter-check': 'diamond',
  'meter-exchange': 'diamond',
  'door-hanger': 'triangle',
  'door-hanger-final': 'triangle',
  'door-tag': 'triangle',
  'blue-tag-signup': 'triangle',
  'blue-tag-nsf': 'triangle',
};

const FILLS: Readonly<Record<OrderState, MarkFill>> = {
  draft: 'unassigned',
  listed: 'unassigned',
  released: 'unassigned',
  assigned: 'assigned',
  'en-route': 'en-route',
  'on-site': 'on-site',
  completed: 'done',
  'cannot-complete': 'cannot',
  held: 'held',
  cancelled: 'called-off',
};

const STATE_WORDS: Readonly<Record<OrderState, string>> = {
  draft: 'Draft',
  held: 'Held',
  listed: 'Listed',
  released: 'Unassigned',
  assigned: 'Assigned',
  'en-route': 'En route',
  'on-site': 'On site',
  completed: 'Done',
  'cannot-complete': 'Cannot',
  cancelled: 'Cancelled',
};

const KIND_WORDS: Readonly<Record<OrderKind, string>> = {
  'turn-on': 'Turn on',
  'turn-off': 'Turn off',
  'turn-off-nsf': 'Turn off, returned payment',
  'turn-off-vacant': 'Turn off, no sign-up',
  'turn-off-again': 'Turn off again',
  reconnect: 'Reconnect',
  'reconnect-after-hours': 'Reconnect, after hours',
  'door-hanger': 'Door hanger',
  'door-hanger-final': 'Final door hanger',
  'door-tag': 'Door tag',
  'blue-tag-signup': 'Blue tag, sign up',
  'blue-tag-nsf': 'Blue tag, returned payment',
  'final-read': 'Final read',
  'manual-read': 'Manual read',
  'meter-check': 'Meter check',
  'meter-exchange': 'Meter exchange',
};

/** An urgent order that gives water is an octagon, whatever its kind is; urgency never hides that a stop closes. */
export function shapeOf(kind: OrderKind, urgent = false): MarkShape {
  const shape = SHAPES[kind];
  return urgent && shape === 'circle' ? 'octagon' : shape;
}

/** A recall that a crew has not answered is STOP, whatever state the order is in; a released order that a remote valve has in hand is no crew's to take. */
export function fillOf(state: OrderState, recalled = false, atValve = false): MarkFill {
  if (recalled) return 'stop';
  return atValve && state === 'released' ? 'at-valve' : FILLS[state];
}

/** The word that stands beside the mark. */
export function stateWord(state: OrderState, recalled = false, atValve = false): string {
  if (recalled) return 'Recalled';
  return atValve && state === 'released' ? 'At the valve' : STATE_WORDS[state];
}

export function kindWord(kind: OrderKind): string {
  return KIND_WORDS[kind];
}

/** What stands inside a mark: these replace the number. */
export type MarkGlyph = 'tick' | 'slash' | 'pause' | 'cross' | 'bang' | 'waves';
const GLYPHS: Readonly<Partial<Record<MarkFill, MarkGlyph>>> = {
  done: 'tick',
  cannot: 'slash',
  held: 'pause',
  'called-off': 'cross',
  stop: 'bang',
  'at-valve': 'waves',
};

export function glyphOf(fill: MarkFill): MarkGlyph | null {
  return GLYPHS[fill] ?? null;
}

/** Colour of number and glyph; white only where black would not be read, grey for what is no work any more. */
export function inkOn(fill: MarkFill): '#0b161d' | '#5b6a75' | '#ffffff' {
  if (fill === 'called-off') return '#5b6a75';
  return fill === 'assigned' ? '#ffffff' : '#0b161d';
}

/** The token of the outline: ink, or grey for what is no work any more. */
export function outlineOf(fill: MarkFill): '--mark-ink' | '--mark-off' {
  return fill === 'called-off' ? '--mark-off' : '--mark-ink';
}
