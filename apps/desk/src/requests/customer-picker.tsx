import { accountPage } from '@curbstop/contracts';
import type { AccountHit } from '@curbstop/contracts';
import { Button, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { HitsList, useHits } from './hits-list.tsx';

export interface CustomerPickerProps {
  readonly label: string;
  readonly hint: string;
  /** Whose name is chosen; null while nobody is. */
  readonly chosen: string | null;
  readonly onChosen: (it: { readonly customerId: number; readonly name: string }) => void;
  readonly onCleared: () => void;
  readonly error: string | null;
}

/** A customer of the city, found by an account of theirs. */
export function CustomerPicker({ label, hint, chosen, onChosen, onCleared, error }: CustomerPickerProps): VNode {
  const { api } = useDesk();
  const [text, setText] = useState('');
  const found = useHits(text.trim());
  const deed = useDeed();
  const box = useRef<HTMLDivElement>(null);
  const [turned, setTurned] = useState(0);
  // The keyboard goes on where the choice stands now: what it was on has left the page.
  useEffect(() => {
    if (turned > 0) box.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [turned]);
  if (chosen !== null)
    return (
      <div class="picked" ref={box}>
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
  const take = (hit: AccountHit): void =>
    deed.run(async () => {
      const page = await api.get(`/api/accounts/${hit.accountId}`, accountPage);
      onChosen({ customerId: page.facts.customerId, name: page.customer.name });
      setText('');
      setTurned((before) => before + 1);
    });
  return (
    <div
      ref={box}
      onKeyDown={(event: KeyboardEvent) => {
        // Enter in the text takes the only one found; it does not send the form.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        const [first, second] = found.hits;
        if (first && !second) take(first);
      }}
    >
      <TextField
        label={label}
        hint={hint}
        autocomplete="off"
        maxLength={80}
        value={text}
        onValue={setText}
        error={error}
      />
      <HitsList of={found} busy={deed.busy} onChosen={take} />
      <Trouble error={deed.error} />
    </div>
  );
}
