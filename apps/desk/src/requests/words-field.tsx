import { Field } from '@curbstop/ui';
import type { TargetedEvent, VNode } from 'preact';

export interface WordsFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly maxLength: number;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A few sentences, as somebody says or writes them. */
export function WordsField({ label, hint = '', error = null, maxLength, value, onValue }: WordsFieldProps): VNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <textarea
          {...wiring}
          class="cs-input words"
          rows={3}
          maxLength={maxLength}
          value={value}
          onInput={(event: TargetedEvent<HTMLTextAreaElement>) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
