import type { Kind } from '@curbstop/work-orders';
import type { Deed, Reported } from './deed.ts';

/** What a recall tells and asks the crew. */
export interface RecallWords {
  /** What to do now, after what this tablet did. */
  readonly lead: string;
  /** What this tablet knows of the stop, and what that means. */
  readonly detail: string;
  readonly question: string;
  /** The answer that fits what this tablet did stands first. */
  readonly answers: readonly { readonly valve: 'open' | 'closed'; readonly says: string }[];
}

/** `at 8:38`, or nothing where the moment is not known any more. */
type When = (at: number | null) => string;

const QUESTION = 'Which way is the valve now?';
const REPORTED: Readonly<Record<Reported, string>> = {
  'not-finished': 'The order is off: there is nothing to complete.',
  waiting: 'Your report is still on this tablet. It goes out with your answer.',
  sent: 'The city has your report.',
};

function offWords(deed: Deed, when: When): RecallWords {
  if (deed.kind === 'turned' && deed.valve === 'closed') {
    return {
      lead: `You closed it${when(deed.at)}. Open it now.`,
      detail: `No fee. ${REPORTED[deed.reported]}`,
      question: QUESTION,
      answers: [
        { valve: 'closed', says: 'Closed. I open it now.' },
        { valve: 'open', says: 'Open. I opened it again.' },
      ],
    };
  }
  return {
    lead: 'Do not close the valve.',
    detail: untouched(deed, when, 'closed'),
    question: QUESTION,
    answers: [
      { valve: 'open', says: 'Open. I left it alone.' },
      { valve: 'closed', says: 'Already closed. Reopen it now, no fee.' },
    ],
  };
}

function onWords(deed: Deed, when: When): RecallWords {
  if (deed.kind === 'turned' && deed.valve === 'open') {
    return {
      lead: `You opened it${when(deed.at)}. Leave it open.`,
      detail: `Closing it again needs an order of its own. ${REPORTED[deed.reported]}`,
      question: QUESTION,
      answers: [
        { valve: 'open', says: 'Open. I turned it on.' },
        { valve: 'closed', says: 'Closed. It is off again.' },
      ],
    };
  }
  return {
    lead: 'Do not open the valve.',
    detail: untouched(deed, when, 'opened'),
    question: QUESTION,
    answers: [
      { valve: 'closed', says: 'Closed. I left it alone.' },
      { valve: 'open', says: 'Already open. I turned it on.' },
    ],
  };
}

/** A stop at which this tablet turned no valve, though whoever stands there may have begun to. */
function untouched(deed: Deed, when: When, turned: 'closed' | 'opened'): string {
  if (deed.kind === 'nothing') return 'You are not there yet on this tablet. Go on to the next stop.';
  if (deed.kind === 'left-undone') return `You left it undone${when(deed.at)}. Go on to the next stop.`;
  const back = turned === 'closed' ? 'open it again' : 'close it again';
  return `On this tablet you have not ${turned} it. If you turned it already, ${back} now.`;
}

function noValveWords(deed: Deed, when: When): RecallWords {
  const answers = [{ valve: 'open', says: 'OK, I go on.' }] as const;
  const question = 'Nothing was done to the valve here.';
  if (deed.kind !== 'finished')
    return { lead: 'Leave this stop.', detail: 'Go on to the next stop.', question, answers };
  const reported = REPORTED[deed.reported];
  switch (deed.what) {
    case 'notice':
      return {
        lead: `You left the notice${when(deed.at)}. Take it down again.`,
        detail: `If you have driven on, tell dispatch. ${reported}`,
        question,
        answers: [{ valve: 'open', says: 'OK, I take it down.' }],
      };
    case 'reading':
      return { lead: `You read the meter${when(deed.at)}. Leave this stop.`, detail: reported, question, answers };
    case 'stop':
      return { lead: `You finished here${when(deed.at)}. Leave this stop.`, detail: reported, question, answers };
  }
}

/** @param time `8:38` */
export function recallWords(effect: Kind['effect'], deed: Deed, time: (at: number) => string): RecallWords {
  const when: When = (at) => (at === null ? '' : ` at ${time(at)}`);
  switch (effect) {
    case 'off':
      return offWords(deed, when);
    case 'on':
      return onWords(deed, when);
    case 'none':
      return noValveWords(deed, when);
  }
}
