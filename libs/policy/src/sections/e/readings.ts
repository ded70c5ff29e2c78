import type { Reading } from '../../clauses/reading.ts';

/** What section E leaves open, and how it is read here. */
export const READINGS_E: readonly Reading[] = [
  {
    number: 66,
    source: 'E(1), E(2)(a), B(2)',
    doubt:
      'E(1) counts sixty days from the billing date. E(2)(a) and HSC 116908 say delinquent for sixty days, and a bill is penalized only after its due date.',
    choice:
      'The city counts from the bill date, because a bill is due on receipt. The date of the strict reading, sixty days after the due date, is shown beside the case.',
    switches: ['delinquency-anchor', 'shutoff-day'],
  },
  {
    number: 67,
    source: 'E(1), C(2), J(4)',
    doubt: "The last moment is five o'clock in E(1), the day in C(2) and 11:59 p.m. on the website.",
    choice:
      "Five o'clock decides who is on the list, and five o'clock itself is in time. Whatever is paid later but before the valve closes takes the account off the list.",
    switches: ['pay-by-time'],
  },
  {
    number: 68,
    source: 'E(1)',
    doubt: 'Whether the water may be turned off at five on the sixtieth day.',
    choice:
      'The list is for the next business day, eight to four; nobody is turned off that evening, on a weekend or on a holiday.',
    switches: ['close-from', 'close-to'],
  },
  {
    number: 69,
    source: 'E(1), C(2)',
    doubt: 'Nobody can pay in person on a sixtieth day on which City Hall is closed.',
    choice: 'A sixtieth day on which the office is closed moves to the next day it is open.',
    switches: ['roll-day-60'],
  },
  {
    number: 70,
    source: 'E(2), C(1)',
    doubt: 'Whether the reminder of C(1) is the disconnection notice.',
    choice: 'The reminder that comes with the late charge is not this notice.',
    switches: [],
  },
  {
    number: 71,
    source: 'E(2)(a)',
    doubt: 'Whether the seven business days run from mailing or from receipt.',
    choice: 'The day it is mailed counts, because that can be proved, and is not itself one of the seven.',
    switches: ['notice-counts-from', 'notice-business-days'],
  },
  {
    number: 72,
    source: 'E(2)(a), H(2), D(1)',
    doubt: 'When the notice is mailed, and whether an appeal, a review or an extension stops it.',
    choice: 'It is mailed on schedule, whatever else holds the account.',
    switches: ['notice-day'],
  },
  {
    number: 73,
    source: 'E(2)(a)',
    doubt: 'Whether a customer who gets mail elsewhere is written to there.',
    choice: 'It goes to the mailing address too where that is another one.',
    switches: [],
  },
  {
    number: 74,
    source: 'E(2)(a)',
    doubt: 'What becomes of a notice that lacks one of its items.',
    choice: 'A notice that lacks one of them is not mailed.',
    switches: [],
  },
  {
    number: 75,
    source: 'E(2)(a)(ii)',
    doubt: 'Whether late charges are in the amount, and which bills.',
    choice:
      'Charges, late charge and total stand apart. A bill that is not due yet is not in it, nor one that an arrangement in force covers.',
    switches: [],
  },
  {
    number: 76,
    source: 'E(2)(a)(iii)',
    doubt: 'What date a notice names that goes out late.',
    choice:
      "It is five o'clock on the sixtieth day. A notice that goes out late names the last business day before the shut-off it allows.",
    switches: [],
  },
  {
    number: 77,
    source: 'E(2)(a)(iv), H(3)(a)',
    doubt: 'The fifteen days to appeal the bill are over when the notice goes out.',
    choice: 'The notice says so, and until when the late charge can be appealed.',
    switches: [],
  },
  {
    number: 78,
    source: 'E(2)(a)(v)',
    doubt: 'State law asks for more than amortization.',
    choice: 'Extension, deferral, reduction and another schedule are named too.',
    switches: [],
  },
  {
    number: 79,
    source: 'E(2)(b)',
    doubt: 'When the visit is, and what good faith is where no way leads to the door.',
    choice:
      'The visit is due on the next business day. One that finds no way to the door is tried a second time, and that one counts.',
    switches: [],
  },
  {
    number: 80,
    source: 'E(2)(b), D(7), H(6)',
    doubt: 'How long the water stays on after the visit, and how hours count over a clock change.',
    choice: 'It stays on for forty-eight hours. They are elapsed hours.',
    switches: ['returned-mail-hours'],
  },
  {
    number: 81,
    source: 'E(3)(a)',
    doubt: 'Whether the day counts on which the notice is left, and when it is left.',
    choice: 'The day it is left is not counted. The posting is ordered on day 45, so that it hangs by day 50.',
    switches: ['tenant-notice-multi-unit-days', 'tenant-notice-detached-days', 'tenant-posting-day'],
  },
  {
    number: 82,
    source: 'E(3)(b)',
    doubt: 'The policy does not mention that tenants may take what they pay off the rent (HSC 116916(e)).',
    choice: 'The notice tells them so.',
    switches: [],
  },
  {
    number: 83,
    source: 'E(3)(d)',
    doubt: 'Whether a history of rent paid stands in for a history of credit (HSC 116916(d)).',
    choice: 'It does, and not for the deposit.',
    switches: [],
  },
  {
    number: 84,
    source: 'E(3)(d)(i)',
    doubt: 'The policy says that the city may serve those who qualify; HSC 116916(c) says that it shall.',
    choice: 'They are served.',
    switches: [],
  },
  {
    number: 85,
    source: 'E(4)',
    doubt: 'How somebody is told whose address for messages is not known.',
    choice: 'Always with a tag at the door; without it the order cannot be completed.',
    switches: [],
  },
];
