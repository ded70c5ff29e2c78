import type { Reading } from '../../clauses/reading.ts';

/** What section Z leaves open, and how it is read here. */
export const READINGS_Z: readonly Reading[] = [
  {
    number: 16,
    source: 'Policy Objective, bullet 1',
    doubt: 'Which version holds for a bill that was out when the policy changed.',
    choice:
      'A bill keeps the rules of its bill date. A change of the policy is a new version with a first day, and it changes no bill that is out already.',
    switches: [],
  },
  {
    number: 17,
    source: 'Policy Objective, bullet 2',
    doubt: 'The policy cites Government Code 60370 to 60375.5 for SB 998. That chapter is older and excludes cities.',
    choice: 'The law stands in the Health and Safety Code from 116900 on, and that is what letters and refusals cite.',
    switches: [],
  },
  {
    number: 18,
    source: 'Policy Objective, bullet 2',
    doubt: "What becomes of a city's setting that gives a home less than state law does.",
    choice: 'No city may set less than state law gives; the setting is refused with the section.',
    switches: ['statutoryFloorDays'],
  },
  {
    number: 19,
    source: 'Assignment of Responsibility, bullet 2; H(3)(b)',
    doubt: 'H(3)(b) says "Assistant Finance Director", other paragraphs "Assistant Director-Finance".',
    choice: 'They are one person.',
    switches: [],
  },
  {
    number: 20,
    source: 'Assignment of Responsibility, bullet 3',
    doubt: 'Whether a letter may go out without the telephone.',
    choice: 'Every notice shows the telephone of the billing office, or it is not sent.',
    switches: ['phone'],
  },
  {
    number: 21,
    source: 'Assignment of Responsibility, bullet 4; E(2)(a)(vi)',
    doubt: 'Whether a reader may be asked to sign in.',
    choice: 'Anyone can read it without signing in, and every notice says where.',
    switches: ['policyUrl'],
  },
  {
    number: 22,
    source: 'Assignment of Responsibility, bullet 4; E(2)(a), E(2)(b), E(3)(c), I(7)',
    doubt: 'The policy counts customers who speak a language, state law counts residents.',
    choice: 'A language that either of them reaches is included. What lacks a language is not published and not sent.',
    switches: ['policyLanguages', 'noticeLanguages'],
  },
  {
    number: 23,
    source: 'Assignment of Responsibility, bullet 5; G(1)',
    doubt: 'Whether the protections hold for businesses too.',
    choice: 'The dates are for every account. The protections of state law and of section G are for homes only.',
    switches: [],
  },
];
