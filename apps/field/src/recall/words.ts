import type { Kind } from '@curbstop/work-orders';

/** What a recall asks of the crew, by what the order was to do to the water. */
export interface RecallWords {
  readonly lead: string;
  readonly question: string;
  /** The answer of a crew that left everything as it was stands first. */
  readonly answers: readonly { readonly valve: 'open' | 'closed'; readonly says: string }[];
}

const WORDS: Readonly<Record<Kind['effect'], RecallWords>> = {
  off: {
    lead: 'Do not close the valve.',
    question: 'Which way is the valve now?',
    answers: [
      { valve: 'open', says: 'Open. I left it alone.' },
      { valve: 'closed', says: 'Already closed. Reopen it now, no fee.' },
    ],
  },
  on: {
    lead: 'Do not open the valve.',
    question: 'Which way is the valve now?',
    answers: [
      { valve: 'closed', says: 'Closed. I left it alone.' },
      { valve: 'open', says: 'Already open. I turned it on.' },
    ],
  },
  none: {
    lead: 'Leave this stop.',
    question: 'Nothing was done to the valve here.',
    answers: [{ valve: 'open', says: 'I have read it, and go on.' }],
  },
};

export function recallWords(effect: Kind['effect']): RecallWords {
  return WORDS[effect];
}
