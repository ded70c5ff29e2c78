/** A meter's dial while it is typed: digits with at most one point. */
export interface DialShape {
  /** Digits before the point. */
  readonly digits: number;
  /** Digits after the point; 0 for none. */
  readonly decimals: number;
}

/** Keys of the pad. */
export type DialKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'erase' | 'clear';

/** The value after a key; a key that does not fit changes nothing. */
export function dial(value: string, key: DialKey, shape: DialShape): string {
  if (key === 'clear') return '';
  if (key === 'erase') return value.slice(0, -1);
  const point = value.indexOf('.');
  if (key === '.') return point === -1 && value !== '' && shape.decimals > 0 ? `${value}.` : value;
  const room = point === -1 ? value.length < shape.digits : value.length - point - 1 < shape.decimals;
  return room ? value + key : value;
}

/** A key of a keyboard as a key of the pad; null for any other. */
export function dialKey(key: string): DialKey | null {
  if (/^\d$/.test(key)) return key as DialKey;
  if (key === '.' || key === ',') return '.';
  if (key === 'Backspace') return 'erase';
  if (key === 'Delete') return 'clear';
  return null;
}
