import { bankDebit, bankDebitConcern } from '@curbstop/contracts';
import {
  billToDebit,
  dayOf,
  debitStartsAt,
  mayEnrol,
  mayRaiseConcern,
  mayRemoveDebit,
  mayStopDebit,
  dayIn,
} from '@curbstop/policy';
import { CheckField, money } from '@curbstop/ui';
import { checked, only } from './form.ts';
import type { Basis, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';
import { WordsField } from './words-field.tsx';

type Written = { written: boolean };

const writtenField = (label: string): RequestForm<Written>['Fields'] =>
  function Fields({ values, change }) {
    return <CheckField label={label} checked={values.written} onChecked={(written) => change({ written })} />;
  };

/** J.6: bills are paid by the bank from the second on. */
export const ENROL: RequestForm<Written> = {
  title: (page) => `Set up a bank debit for ${page.customer.name}?`,
  about: ({ page, policy, now }) => {
    const latest =
      policy &&
      dayIn(dayOf(debitStartsAt(now, page.facts.bills, policy), policy.timeZone), dayOf(now, policy.timeZone));
    return `It starts when the bank has confirmed it${latest === null ? '' : `, on ${latest} at the latest`}. Until then bills are paid another way.`;
  },
  confirm: 'Set it up',
  start: () => ({ written: false }),
  Fields: writtenField('The signed form and a void check are here'),
  judge: ({ written }, { page, now }) =>
    only(mayEnrol(page.facts, written, now), checked(bankDebit, { written }).value),
  send: posted('bank-debit'),
};

/** J.6: the customer stops it. */
export const STOP: RequestForm<Written> = {
  title: (page) => `Stop the bank debit of ${page.customer.name}?`,
  about: () => 'From now on bills are paid another way. It can be set up again.',
  confirm: 'Stop the debit',
  start: () => ({ written: false }),
  Fields: writtenField('It came in writing'),
  judge: ({ written }, { page }) => only(mayStopDebit(page.facts, written), checked(bankDebit, { written }).value),
  send: posted('bank-debit/stop'),
};

/** K.9.a: the bank, or the customer, says that the bank account is closed. */
export const BANK_CLOSED: RequestForm<Record<string, never>> = {
  title: (page) => `Is the bank account of ${page.customer.name} closed?`,
  about: () => 'The debit ends at once, and a letter tells the customer. It can be set up again with another account.',
  confirm: 'Remove the debit',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page }) => only(mayRemoveDebit(page.facts)),
  send: posted('bank-debit/closed'),
};

type Concern = { concern: string };

export function judgeConcern({ concern }: Concern, { page, policy, now }: Basis): Judged {
  const { value, errors } = checked(bankDebitConcern, { concern });
  return { answer: policy && mayRaiseConcern(page.facts, policy, now), errors, body: value };
}

/** J.6: something about the coming debit is to be looked into. */
export const CONCERN: RequestForm<Concern> = {
  title: () => 'Raise a concern about the bank debit?',
  about: ({ page, policy, now }) => {
    const today = policy && dayOf(now, policy.timeZone);
    const bill = today && billToDebit(page.facts, today);
    const next = bill
      ? `Bill ${bill.number} of ${money(bill.charges)} is debited on ${dayIn(bill.due, today)}.`
      : 'No bill is about to be debited.';
    return `${next} A concern that comes too late is kept as a task for a later bill.`;
  },
  confirm: 'Raise the concern',
  start: () => ({ concern: '' }),
  Fields: ({ values, errors, change }) => (
    <WordsField
      label="What the customer is concerned about"
      maxLength={500}
      value={values.concern}
      onValue={(concern) => change({ concern })}
      error={errors['concern'] ?? null}
    />
  ),
  judge: judgeConcern,
  send: posted('bank-debit/concern'),
};
