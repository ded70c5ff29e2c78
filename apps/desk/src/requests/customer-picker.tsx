import { accountPage } from '@curbstop/contracts';
import { Button } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { AccountPicker } from '../search/account-picker.tsx';
import type { Picked } from '../search/account-picker.tsx';

export interface CustomerPickerProps {
  readonly label: string;
  readonly hint: string;
  /** Whose name is chosen; null while nobody is. */
  readonly chosen: string | null;
  readonly onChosen: (each: { readonly customerId: number; readonly name: string }) => void;
  readonly onCleared: () => void;
  readonly error: string | null;
}

/** A customer of the city, found by an account of theirs. */
export function CustomerPicker({ label, hint, chosen, onChosen, onCleared, error }: CustomerPickerProps): VNode {
  const { api } = useDesk();
  const deed = useDeed();
  const box = useRef<HTMLDivElement>(null);
  const [turned, setTurned] = useState(0);
  // The keyboard goes on where the choice stands now: what it was on has left the page.
  useEffect(() => {
    if (turned > 0) box.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [turned]);
  if (chosen !== null)
    return (
      <div class="chosen-customer" ref={box}>
        <span>
          <span class="cs-muted">{label}</span> <strong>{chosen}</strong>
        </span>
        <Button
          size="small"
          kind="quiet"
          onClick={() => {
            onCleared();
            setTurned((before) => before + 1);
          }}
        >
          Choose another
        </Button>
      </div>
    );
  const take = (hit: Picked): void =>
    deed.run(async () => {
      const page = await api.get(`/api/accounts/${hit.accountId}`, accountPage);
      onChosen({ customerId: page.facts.customerId, name: page.customer.name });
      setTurned((before) => before + 1);
    });
  return (
    <div ref={box}>
      <AccountPicker
        label={label}
        hint={hint}
        picked={null}
        onPick={(hit) => hit && take(hit)}
        disabled={deed.busy}
        error={error}
      />
      <Trouble error={deed.error} />
    </div>
  );
}
