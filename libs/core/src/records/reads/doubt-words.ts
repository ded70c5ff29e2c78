import type { Doubt } from './doubt.ts';

const WORDS: Readonly<Record<Doubt, string>> = {
  future: 'Its time is ahead of the clock.',
  'before-installation': 'It is from before the meter was installed.',
  'no-clock': 'The device had no clock.',
  'beyond-register': 'It is more than the register can show.',
  backwards: 'It is lower than the reading before.',
  spike: 'It is more than the meter can pass.',
  unusual: "It is far above the meter's own use.",
};

/** Why a reading is doubted, as a list says it; null where nobody doubted it. */
export function doubtWords(why: Doubt | null): string | null {
  return why === null ? null : WORDS[why];
}
