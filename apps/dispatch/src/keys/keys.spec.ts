import { commandOf } from './keys.ts';
import type { Pressed } from './keys.ts';

const press = (key: string, parts: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrl: false,
  alt: false,
  typing: false,
  onControl: false,
  dialogOpen: false,
  ...parts,
});

describe('keys', () => {
  it.each([
    ['/', 'search'],
    ['j', 'down'],
    ['K', 'up'],
    [' ', 'choose'],
    ['Enter', 'details'],
    ['l', 'lasso'],
    ['a', 'assign'],
    ['p', 'pin'],
    ['Escape', 'clear'],
    ['?', 'help'],
  ])('%j asks for %s', (key, what) => {
    expect(commandOf(press(key), true)).toEqual({ do: what });
  });
  it('a digit names a crew, nought none', () => {
    expect(commandOf(press('3'), true)).toEqual({ do: 'crew', number: 3 });
    expect(commandOf(press('0'), true)).toBeNull();
  });
  it('Ctrl Z undoes, but not what is being typed', () => {
    expect(commandOf(press('z', { ctrl: true }), false)).toEqual({ do: 'undo' });
    expect(commandOf(press('z', { ctrl: true, typing: true }), true)).toBeNull();
    expect(commandOf(press('a', { ctrl: true }), true)).toBeNull();
  });
  it('nothing acts while typing, and nothing behind a dialog', () => {
    for (const key of ['j', '1', '/', ' ', 'a']) {
      expect(commandOf(press(key, { typing: true }), true)).toBeNull();
      expect(commandOf(press(key, { dialogOpen: true }), true)).toBeNull();
    }
  });
  it('Space and Enter are left to the control that has the focus', () => {
    expect(commandOf(press(' ', { onControl: true }), true)).toBeNull();
    expect(commandOf(press('j', { onControl: true }), true)).toEqual({ do: 'down' });
  });
  it('single keys can be switched off; Escape stays', () => {
    expect(commandOf(press('a'), false)).toBeNull();
    expect(commandOf(press('2'), false)).toBeNull();
    expect(commandOf(press('Escape'), false)).toEqual({ do: 'clear' });
  });
});
