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

export const SECTION_D = section('D', 'Extensions', [
  clause('D.1', {
    title: 'An extension',
    rule: 'An account in good standing can have more time before the water is turned off. The late charge is made all the same.',
    reading:
      'Good standing means that no extension or payment plan was broken in the last twelve months, and that the account is not on Cash Only.',
    fn: mayExtend,
  }),
  clause('D.2', {
    title: 'How long',
    rule: 'An extension runs for fourteen days after the turn-off date at most.',
    reading: 'The days are counted from the turn-off date as it is scheduled, after a closed day has moved it.',
    fn: lastExtensionDay,
  }),
  clause('D.3', {
    title: 'Asked for in writing, and in time',
    rule: 'It is asked for in writing before the day of the turn-off.',
    reading: 'The form on the website and e-mail are writing. The day begins at midnight.',
    fn: extensionAskedBefore,
  }),
  clause('D.4', {
    title: 'Two a year',
    rule: 'A customer can have two extensions in a calendar year.',
    reading: 'They are counted over all accounts of the customer, by the day on which they were given.',
    fn: extensionsInYear,
  }),
  clause('D.5', {
    title: 'One for each bill',
    rule: 'A bill can be extended once.',
    reading: 'A billing cycle is one bill.',
    fn: wasExtended,
  }),
  clause('D.6', {
    title: 'Too late once the order exists',
    rule: 'When the order to turn the water off has been made, no extension is given.',
    reading: 'Orders are not made early: the list opens at the pay-by hour of the turn-off date.',
    fn: turnOffStands,
  }),
  clause('D.7', {
    title: 'A missed extension',
    rule: 'When the bill is not paid by the end of the extension, the water is turned off, and turning it on costs the fee.',
    reading: 'The order is made that evening for the next business day. No second notice is mailed.',
    fn: extensionMissedActs,
  }),
  clause('D.8', {
    title: 'Repeated late payment',
    rule: 'Who repeatedly pays late loses the right to extensions, and is told why. The Assistant Director of Finance can give it back.',
    reading:
      'After three late bills or two broken promises in twelve months the system suggests it, and a person decides.',
    fn: repeatedlyLate,
  }),
]);
