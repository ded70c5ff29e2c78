import type { Reading } from '../../clauses/reading.ts';

/** What section G leaves open, and how it is read here. */
export const READINGS_G: readonly Reading[] = [
  {
    number: 92,
    source: 'G(1)',
    doubt: 'Whether one condition is enough, and when protection ends.',
    choice:
      'All three, not any of them. When one falls away, the water may be turned off from the next business day on.',
    switches: [],
  },
  {
    number: 93,
    source: 'G(1)(a)',
    doubt: 'How long a certificate counts.',
    choice: 'A certificate counts for twelve months from its date; then the city asks for a new one.',
    switches: ['certificate-months'],
  },
  {
    number: 94,
    source: 'G(1)(a)(i)',
    doubt: 'What of a certificate the city keeps.',
    choice: 'The city keeps the date and nothing of the illness.',
    switches: [],
  },
  {
    number: 95,
    source: 'G(1)(c)',
    doubt: 'The policy says that the customer must enter an agreement; HSC 116910 asks for willingness.',
    choice: 'An offer that the city has made counts until it lapses, after seven calendar days.',
    switches: ['offer-days'],
  },
  {
    number: 96,
    source: 'G(1)(c)(i), I(7)',
    doubt: 'What becomes of the protection when another bill becomes delinquent.',
    choice: 'A bill that becomes delinquent later and is not covered ends the protection; I(7) governs it.',
    switches: [],
  },
  {
    number: 97,
    source: 'G(2)',
    doubt: 'Whether the water stays on while the city reviews, and what starts a review.',
    choice:
      "The water stays on while the city reviews the papers and while the customer's time to add to them runs. A certificate alone also starts the review.",
    switches: [],
  },
  {
    number: 98,
    source: 'G(2)',
    doubt: 'What becomes of the hold when the city is late.',
    choice: 'While the city is late, the water stays on.',
    switches: ['review-reply-days', 'review-decide-days'],
  },
  {
    number: 99,
    source: 'G(2)',
    doubt: 'When a request that was mailed is received.',
    choice: 'A question on the portal comes the same day; a letter is presumed to come three days after it was mailed.',
    switches: ['review-supply-days', 'mail-days'],
  },
];
