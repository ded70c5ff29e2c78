import { clause, section } from '../../clauses/clause-entry.ts';
import {
  extensionAskedBefore,
  extensionsInYear,
  lastExtensionDay,
  mayExtend,
  turnOffStands,
  wasExtended,
} from './d1-extensions.ts';
import { extensionMissedActs, repeatedlyLate } from './d8-review.ts';
import { READINGS_D } from './readings.ts';

export const SECTION_D = section('D', 'Extensions', READINGS_D, [
  clause('D.1', {
    title: 'An extension',
    source: 'D(1)',
    sentences: [
      'An account in good standing may be given an extension to pay what it owes.',
      'An extension does not keep a penalty from being charged where one applies.',
      'It puts the turning off of the water off for a time.',
    ],
    readings: [58],
    fn: mayExtend,
  }),
  clause('D.2', {
    title: 'How long',
    source: 'D(2)',
    sentences: ['An extension may run for fourteen calendar days at most from the day on which service is to end.'],
    readings: [59],
    fn: lastExtensionDay,
  }),
  clause('D.3', {
    title: 'Asked for in writing, and in time',
    source: 'D(3)',
    sentences: ['The customer must ask for it in writing, before the date for which the turn-off is scheduled.'],
    readings: [30, 60],
    fn: extensionAskedBefore,
  }),
  clause('D.4', {
    title: 'Two a year',
    source: 'D(4)',
    sentences: ['A customer may be given two extensions at most in a calendar year.'],
    readings: [61],
    fn: extensionsInYear,
  }),
  clause('D.5', {
    title: 'One for each bill',
    source: 'D(5)',
    sentences: ['A customer gets only one extension in a billing cycle.'],
    readings: [62],
    fn: wasExtended,
  }),
  clause('D.6', {
    title: 'Too late once the order exists',
    source: 'D(6)',
    sentences: ['A request that comes after the work order to turn off has been made is not accepted.'],
    readings: [63],
    fn: turnOffStands,
  }),
  clause('D.7', {
    title: 'A missed extension',
    source: 'D(7)',
    sentences: [
      'When the payment has not come by the agreed date, the water is turned off, provided that the rest of the policy was kept.',
      'The account is then subject to a reconnection fee.',
    ],
    readings: [11, 64],
    fn: extensionMissedActs,
  }),
  clause('D.8', {
    title: 'Repeated late payment',
    source: 'D(8)',
    sentences: [
      'The city may take the right to extensions from an account that has repeatedly failed to pay in time as it should.',
      'It may deny any request for an extension, and tells the customer that the right was taken.',
      'That stays so until the Assistant Director of Finance releases the account.',
    ],
    readings: [65],
    fn: repeatedlyLate,
  }),
]);
