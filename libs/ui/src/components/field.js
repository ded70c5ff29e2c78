import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { createElement } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.js';
/** Label, control, hint and error, tied together. */
export function Field({ label, hint, error, children }) {
    const id = useId();
    const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
    return (_jsxs("div", { class: "cs-field", children: [_jsx("label", { for: id, children: label }), hint && (_jsx("span", { id: `${id}-hint`, class: "cs-hint", children: hint })), children({
                id,
                'aria-describedby': described === '' ? undefined : described,
                'aria-invalid': error ? 'true' : undefined,
            }), error && (_jsxs("span", { id: `${id}-error`, class: "cs-error", role: "alert", children: [_jsx(Icon, { name: "warning" }), " ", error] }))] }));
}
/** One line of text. */
export function TextField({ label, hint, error, value, onValue, type = 'text', ...rest }) {
    const field = { label, ...(hint === undefined ? {} : { hint }), error: error ?? null };
    return (_jsx(Field, { ...field, children: (wiring) => {
            const attributes = {
                ...rest,
                ...wiring,
                class: 'cs-input',
                type,
                value,
                onInput: (event) => onValue(event.currentTarget.value),
            };
            return createElement('input', attributes);
        } }));
}
/** One of a few. */
export function SelectField({ label, hint, error, value, options, onValue }) {
    const field = { label, ...(hint === undefined ? {} : { hint }), error: error ?? null };
    return (_jsx(Field, { ...field, children: (wiring) => (_jsx("select", { ...wiring, class: "cs-input", value: value, onChange: (event) => onValue(event.currentTarget.value), children: options.map((option) => (_jsx("option", { value: option.value, children: option.label }, option.value))) })) }));
}
/** Yes or no, with the sentence it affirms. */
export function CheckField({ label, checked, onChecked, }) {
    return (_jsxs("label", { class: "cs-check", children: [_jsx("input", { type: "checkbox", checked: checked, onChange: (event) => onChecked(event.currentTarget.checked) }), _jsx("span", { children: label })] }));
}
