import { createElement } from 'preact';
import type { ComponentChildren, LooseInputHTMLAttributes, TargetedEvent, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** What a control inside a {@link Field} must carry. */
export interface FieldWiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

export interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  /** What is allowed, not only that it is wrong: `10 digits. The number on your bill has 11.` */
  readonly error?: string | null;
  readonly children: (wiring: FieldWiring) => ComponentChildren;
}

/** Label, control, hint and error, tied together. */
export function Field({ label, hint, error, children }: FieldProps): VNode {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="cs-field">
      <label for={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} class="cs-hint">
          {hint}
        </span>
      )}
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error ? 'true' : undefined,
      })}
      {error && (
        <span id={`${id}-error`} class="cs-error" role="alert">
          <Icon name="warning" /> {error}
        </span>
      )}
    </div>
  );
}

export interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly type?: 'text' | 'password' | 'search' | 'email' | 'tel' | 'date' | 'time';
  readonly name?: string;
  readonly autocomplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'search' | 'email';
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly autofocus?: boolean;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** One line of text. */
export function TextField({ label, hint, error, value, onValue, type = 'text', ...rest }: TextFieldProps): VNode {
  const field = { label, ...(hint === undefined ? {} : { hint }), error: error ?? null };
  return (
    <Field {...field}>
      {(wiring) => {
        const attributes: LooseInputHTMLAttributes<HTMLInputElement> = {
          ...rest,
          ...wiring,
          class: 'cs-input',
          type,
          value,
          onInput: (event) => onValue(event.currentTarget.value),
        };
        return createElement('input', attributes);
      }}
    </Field>
  );
}

export interface SelectFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onValue: (value: string) => void;
}

/** One of a few. */
export function SelectField({ label, hint, error, value, options, onValue }: SelectFieldProps): VNode {
  const field = { label, ...(hint === undefined ? {} : { hint }), error: error ?? null };
  return (
    <Field {...field}>
      {(wiring) => (
        <select
          {...wiring}
          class="cs-input"
          value={value}
          onChange={(event: TargetedEvent<HTMLSelectElement>) => onValue(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes or no, with the sentence it affirms. */
export function CheckField({
  label,
  checked,
  onChecked,
}: {
  label: ComponentChildren;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}): VNode {
  return (
    <label class="cs-check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event: TargetedEvent<HTMLInputElement>) => onChecked(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
