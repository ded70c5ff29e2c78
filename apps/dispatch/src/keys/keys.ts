/** What a key asks for on this screen. */
export type Command =
  | {
      readonly do:
        | 'search'
        | 'down'
        | 'up'
        | 'choose'
        | 'lasso'
        | 'assign'
        | 'release'
        | 'recall'
        | 'plan'
        | 'decide'
        | 'attention'
        | 'retry'
        | 'pin'
        | 'undo'
        | 'clear'
        | 'help'
        | 'details';
    }
  | { readonly do: 'crew'; readonly number: number };

export interface Pressed {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  /** The key goes into a field, or to a control that uses it itself. */
  readonly typing: boolean;
  /** Space and Enter press the control that has the focus. */
  readonly onControl: boolean;
  readonly dialogOpen: boolean;
}

const SINGLE: Readonly<Record<string, Command>> = {
  '/': { do: 'search' },
  j: { do: 'down' },
  k: { do: 'up' },
  l: { do: 'lasso' },
  a: { do: 'assign' },
  p: { do: 'pin' },
  r: { do: 'release' },
  c: { do: 'recall' },
  o: { do: 'plan' },
  d: { do: 'decide' },
  n: { do: 'attention' },
  t: { do: 'retry' },
  '?': { do: 'help' },
};

/** The command of a key, or null. `single` false switches the keys without Ctrl off (WCAG 2.1.4); Escape stays. */
export function commandOf(pressed: Pressed, single: boolean): Command | null {
  if (pressed.dialogOpen || pressed.alt) return null;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (pressed.ctrl) return key === 'z' && !pressed.typing ? { do: 'undo' } : null;
  if (key === 'Escape') return { do: 'clear' };
  if (pressed.typing || !single) return null;
  if (/^[1-9]$/.test(key)) return { do: 'crew', number: Number(key) };
  if (pressed.onControl && (key === ' ' || key === 'Enter')) return null;
  if (key === ' ') return { do: 'choose' };
  if (key === 'Enter') return { do: 'details' };
  return SINGLE[key] ?? null;
}

/** For the help dialog. */
export const KEY_HELP: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['/'], does: 'Search by address, account or meter; Enter or ↓ goes to the results, Esc leaves' },
  { keys: ['J', 'K'], does: 'Next order, previous order' },
  { keys: ['Space'], does: 'Select the order, or clear it' },
  { keys: ['Enter'], does: 'Open the order’s details' },
  { keys: ['L'], does: 'Draw a lasso on the map; Shift and drag does it too' },
  { keys: ['A'], does: 'Assign the chosen orders' },
  { keys: ['1', '–', '9'], does: 'Assign the chosen orders to that crew' },
  { keys: ['R'], does: 'Release the selected orders, or all that wait for it' },
  { keys: ['C'], does: 'Call the order back from its crew or valve' },
  { keys: ['O'], does: 'Open the plan of the order’s crew' },
  { keys: ['D'], does: 'Decide what happens with orders that could not be done' },
  { keys: ['N'], does: 'Go to what needs attention' },
  { keys: ['T'], does: 'Try again what somebody else changed first, on what stands now' },
  { keys: ['P'], does: 'Pin or unpin the order’s place in the drive' },
  { keys: ['Ctrl', 'Z'], does: 'Undo the last assignment or driving order' },
  { keys: ['Esc'], does: 'Clear the choice, then close the details' },
  { keys: ['?'], does: 'This list' },
];
