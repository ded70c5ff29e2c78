import { clock, dollars, laySwitch, oneOf, whole } from '../switch-kinds.ts';
import type { Switch } from '../switch-kinds.ts';

const days = whole(0, 366, 'days');
const someDays = whole(1, 366, 'days');
const months = whole(1, 60, 'months');

/** Payments, returned payments and meters read by hand. */
export const SWITCHES_J_TO_L: readonly Switch[] = [
  laySwitch(
    clock,
    'drop-box-time',
    'J.5.a',
    'Hour at which the drop box is emptied',
    (t) => t.dropBoxAt,
    (dropBoxAt) => ({ dropBoxAt }),
  ),
  laySwitch(
    oneOf('due-date-only', 'due-date-and-day-60'),
    'drop-box-grace',
    'J.5.b',
    "Days that the drop box's grace covers",
    (t) => t.dropBoxGrace,
    (dropBoxGrace) => ({ dropBoxGrace }),
  ),
  laySwitch(
    someDays,
    'ach-start-days',
    'J.6',
    'Longest time until a bank debit starts, days',
    (t) => t.achStartDays,
    (achStartDays) => ({ achStartDays }),
  ),
  laySwitch(
    days,
    'ach-concern-business-days',
    'J.6',
    'Business days before the due date to raise a concern',
    (t) => t.achConcernBusinessDays,
    (achConcernBusinessDays) => ({ achConcernBusinessDays }),
  ),
  laySwitch(
    months,
    'cash-only-months',
    'J.7.a',
    'Months that Cash Only lasts, and in which returns are counted',
    (t) => t.cashOnlyMonths,
    (cashOnlyMonths) => ({ cashOnlyMonths }),
  ),
  laySwitch(
    dollars,
    'nsf-fee',
    'K.1',
    'Fee for the first returned payment',
    (t) => t.fees['nsf-fee'].amount,
    (nsfFee) => ({ nsfFee }),
  ),
  laySwitch(
    dollars,
    'later-nsf-fee',
    'K.1',
    'Fee for each later returned payment',
    (t) => t.fees['later-nsf-fee'].amount,
    (laterNsfFee) => ({ laterNsfFee }),
  ),
  laySwitch(
    clock,
    'nsf-noon',
    'K.2',
    'Hour before which a tag is due one business day on, later two',
    (t) => t.nsfNoon,
    (nsfNoon) => ({ nsfNoon }),
  ),
  laySwitch(
    oneOf('guarded', 'literal'),
    'nsf-shutoff',
    'K.6',
    "Turn-off after a returned payment: held to the statute's time and notice, or at once",
    (t) => t.nsfShutoff,
    (nsfShutoff) => ({ nsfShutoff }),
  ),
  laySwitch(
    clock,
    'k7-cutoff',
    'K.7',
    'Hour before which a return is acted on the same day',
    (t) => t.k7Cutoff,
    (k7Cutoff) => ({ k7Cutoff }),
  ),
  laySwitch(
    whole(1, 99, 'returns'),
    'cash-only-at',
    'K.8',
    'Returned payments in the time that make Cash Only',
    (t) => t.cashOnlyAt,
    (cashOnlyAt) => ({ cashOnlyAt }),
  ),
  laySwitch(
    whole(1, 99, 'returns'),
    'ach-removed-at',
    'K.9.a',
    'Returned debits that end the bank debit',
    (t) => t.achRemovedAt,
    (achRemovedAt) => ({ achRemovedAt }),
  ),
  laySwitch(
    dollars,
    'manual-read-fee',
    'L.1',
    'Fee of each bill for a meter read by hand',
    (t) => t.fees['manual-read-fee'].amount,
    (manualReadFee) => ({ manualReadFee }),
  ),
];
