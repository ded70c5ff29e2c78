import { grant } from '../engine/decision.ts';
import { mayReadFinally } from '../sections/a/a3-closing.ts';
import { mayRefund } from '../sections/a/a5-credits.ts';
import { NOTICES_BY_HAND, mayMailNotice } from '../sections/e/e2-by-hand.ts';
import { mayDecline, openAppeal } from '../sections/h/h1-appeals.ts';
import { debitState, mayRaiseConcern, mayRemoveDebit } from '../sections/j/j6-bank-debit.ts';
import { momentIn } from '../texts.ts';
import type { Asked, Tried, Try } from './previews.ts';

/** What is asked of an account besides its money and its water: whose it is, who is told, and how the bank pays it. */
export const ACCOUNT_REQUESTS = [
  'decline-appeal',
  'mail-notice',
  'note-contact',
  'name-third-party',
  'raise-ach-concern',
  'bank-account-closed',
  'final-read',
  'request-refund',
  'landlord-trust',
  'cancel-landlord-trust',
  'sell-premise',
] as const;
type AccountRequest = (typeof ACCOUNT_REQUESTS)[number];

/** E.2.a: the first notice that could go out by hand, to somebody whose name and address are known. */
function tryNotice({ facts, policy, now }: Asked): Tried {
  const known = { name: 'Occupant', address: 'Here' };
  const tried = NOTICES_BY_HAND.map((kind) => mayMailNotice(facts, kind, known, policy, now));
  const [first] = tried;
  if (first === undefined) throw new RangeError('There is no notice to send by hand.');
  const answer = tried.find((each) => each.granted) ?? first;
  return {
    answer,
    detail: answer.granted ? 'Mailed today, or left at the door.' : answer.says,
    applies: answer.granted,
  };
}

/** Reading 11: a talk is kept whenever somebody has talked. */
function tryContact({ facts, policy, now }: Asked): Tried {
  const last = facts.contacts.at(-1);
  const answer = grant([], 'E.2.a', 'The talk is kept with the account.');
  const detail =
    last === undefined
      ? 'Nobody has talked with the household yet.'
      : `The last was ${momentIn(last.at, now, policy.timeZone)}.`;
  return { answer, detail, applies: facts.bills.length > 0 };
}

/** A.4, A.4.b: the trust of a place begins and ends in writing. */
function tryTrust({ facts }: Asked): Tried {
  const standing = facts.landlordTrust
    ? [{ clauses: ['A.4'] as const, says: 'There is a Landlord Trust for this place already.' }]
    : [];
  const answer = grant(standing, 'A.4', 'When a tenant moves out, the place goes back to its owner.');
  return { answer, applies: facts.open && !facts.landlordTrust && facts.customerRole !== 'owner-occupant' };
}

function tryCancelTrust({ facts }: Asked): Tried {
  const none = facts.landlordTrust
    ? []
    : [{ clauses: ['A.4.b'] as const, says: 'There is no Landlord Trust for this place.' }];
  const answer = grant(none, 'A.4.b', 'The owner ends it in writing.');
  return { answer, applies: facts.landlordTrust };
}

/** What each of them is called, the clause it is asked under, and how it is tried. */
export const ACCOUNT_TRIES: Readonly<Record<AccountRequest, Try>> = {
  'decline-appeal': [
    'Leave the appeal unheard',
    'H.1',
    ({ facts }) => ({ answer: mayDecline(facts), applies: openAppeal(facts, 1)?.overLimit === true }),
  ],
  'mail-notice': ['Send a notice by hand', 'E.2.a', tryNotice],
  'note-contact': ['Note a talk with the household', 'E.2.a', tryContact],
  'name-third-party': [
    'Tell one more person',
    'E.2.a',
    ({ facts }) => ({
      answer: grant([], 'E.2.a', 'Every notice goes to that person too.'),
      applies: facts.open && facts.customerClass === 'residential',
    }),
  ],
  'raise-ach-concern': [
    'Raise a concern about the bank debit',
    'J.6',
    ({ facts, policy, now }) => ({
      answer: mayRaiseConcern(facts, policy, now),
      applies: debitState(facts) === 'active',
    }),
  ],
  'bank-account-closed': [
    'The bank account is closed',
    'K.9.a',
    ({ facts }) => {
      const answer = mayRemoveDebit(facts);
      return { answer, detail: 'The debit ends at once, with a letter.', applies: answer.granted };
    },
  ],
  'final-read': [
    'Enter the final read',
    'A.3',
    ({ facts, now }) => ({
      answer: mayReadFinally(facts, now),
      detail: 'For the final bill, where no crew has read it.',
      applies: facts.closing !== null && facts.closing.finalReadAt === null,
    }),
  ],
  'request-refund': [
    'Send the credit back',
    'A.5',
    ({ facts }) => ({
      answer: mayRefund(facts),
      applies: !facts.open && facts.closing !== null && facts.closing.credit > 0,
    }),
  ],
  'landlord-trust': ['File a Landlord Trust', 'A.4', tryTrust],
  'cancel-landlord-trust': ['End the Landlord Trust', 'A.4.b', tryCancelTrust],
  'sell-premise': [
    'The home was sold',
    'A.4.b',
    ({ facts }) => ({
      answer: grant([], 'A.4.b', 'A Landlord Trust of the old owner ends with the sale.'),
      applies: facts.landlordTrust,
    }),
  ],
};
