import { parseDollars, TENDERS } from '@curbstop/policy';
import { Button, newId, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { acceptsPayment } from '@curbstop/policy';
import { METHOD_WORDS, REFERENCE_WORDS } from '../payment/words.ts';
import { AccountPicker } from '../search/account-picker.tsx';
import type { Picked } from '../search/account-picker.tsx';
import type { BoxLine } from './drop-box.ts';
import { alreadyIn } from './drop-box.ts';

/** J.1, J.5: what can be in the box. */
const IN_THE_BOX = TENDERS.filter((tender) => acceptsPayment(tender, 'dropbox').accepted);
const OPTIONS = ['check' as const, ...IN_THE_BOX.filter((each) => each !== 'check')].map((value) => ({
  value,
  label: METHOD_WORDS[value],
}));

const MOST = 10_000_000;

interface Typed {
  readonly account: Picked | null;
  readonly amount: string;
  readonly reference: string;
  readonly tender: BoxLine['tender'];
}

const NOTHING: Typed = { account: null, amount: '', reference: '', tender: 'check' };

type Errors = Partial<Record<'account' | 'amount' | 'reference', string>>;

function lineOf(typed: Typed, key: string): BoxLine | Errors {
  const parsed = parseDollars(typed.amount);
  const errors: Errors = {
    ...(typed.account === null ? { account: 'Choose the account that the check names.' } : {}),
    ...(!parsed.ok || parsed.cents <= 0
      ? { amount: 'Such as 135.80.' }
      : parsed.cents > MOST
        ? { amount: 'At most $100,000.' }
        : {}),
    ...(typed.reference.trim().length > 80 ? { reference: 'At most 80 characters.' } : {}),
  };
  if (typed.account === null || !parsed.ok || Object.keys(errors).length > 0) return errors;
  const { accountId, number, customer, address } = typed.account;
  return {
    key,
    account: { accountId, number, customer, address },
    amount: parsed.cents,
    tender: typed.tender,
    reference: typed.reference.trim(),
    state: { name: 'entered' },
  };
}

const isLine = (each: BoxLine | Errors): each is BoxLine => 'key' in each;

export interface BoxEntryProps {
  readonly lines: readonly BoxLine[];
  /** A line that was taken back to be changed; null for a new one. */
  readonly again: BoxLine | null;
  readonly onAdd: (line: BoxLine) => void;
}

/** The next line, by keyboard: account, amount, number, Enter; then the account of the one after it. */
export function BoxEntry({ lines, again, onAdd }: BoxEntryProps): VNode {
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const [errors, setErrors] = useState<Errors>({});
  const [twice, setTwice] = useState<number | null>(null);
  const account = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => account.current?.focus(), []);
  useEffect(() => {
    if (again === null) return;
    const { account: whose, amount, reference, tender } = again;
    setTyped({ account: whose, amount: (amount / 100).toFixed(2), reference, tender });
    form.current?.querySelectorAll('input')[1]?.focus();
  }, [again]);
  const change = (part: Partial<Typed>): void => {
    setTyped((before) => ({ ...before, ...part }));
    setErrors({});
    setTwice(null);
  };
  const add = (): void => {
    const made = lineOf(typed, newId());
    if (!isLine(made)) {
      setErrors(made);
      form.current?.querySelectorAll('input')[made.account ? 0 : made.amount ? 1 : 2]?.focus();
      return;
    }
    const before = alreadyIn(lines, { ...made, accountId: made.account.accountId });
    if (before !== null && twice === null) {
      setTwice(before);
      return;
    }
    onAdd(made);
    setTyped({ ...NOTHING, tender: typed.tender });
    setTwice(null);
    account.current?.focus();
  };
  return (
    <form
      ref={form}
      class="box-entry"
      onSubmit={(event: Event) => {
        event.preventDefault();
        add();
      }}
    >
      <AccountPicker
        label="Account"
        picked={typed.account}
        boxRef={account}
        error={errors.account ?? null}
        onPick={(picked) => {
          change({ account: picked });
          if (picked) form.current?.querySelectorAll('input')[1]?.focus();
        }}
      />
      <TextField
        label="Amount"
        inputMode="decimal"
        autocomplete="off"
        maxLength={16}
        value={typed.amount}
        onValue={(amount) => change({ amount })}
        error={errors.amount ?? null}
      />
      <TextField
        label={typed.tender === 'check' ? 'Check number' : (REFERENCE_WORDS[typed.tender].split(',')[0] ?? 'Number')}
        autocomplete="off"
        maxLength={80}
        value={typed.reference}
        onValue={(reference) => change({ reference })}
        error={errors.reference ?? null}
      />
      <SelectField
        label="Paid with"
        value={typed.tender}
        options={OPTIONS}
        onValue={(value) => change({ tender: IN_THE_BOX.find((each) => each === value) ?? 'check' })}
      />
      <Button type="submit" hotkey="Enter">
        {twice === null ? 'Add line' : 'Add it twice'}
      </Button>
      {twice !== null && (
        <p class="cs-error box-twice" role="alert">
          The same is line {twice} already. Press Enter again if there are two.
        </p>
      )}
    </form>
  );
}
