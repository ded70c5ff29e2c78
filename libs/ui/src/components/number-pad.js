import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { useEffect, useRef } from 'preact/hooks';
import { dial, dialKey } from './dial.js';
import { Icon } from './icon.js';
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'erase'];
/** Whether what is typed there belongs to a field, or Enter to a control. */
function isField(target) {
    return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
function isControl(target) {
    return target instanceof Element && target.closest('button, a, [role="slider"]') !== null;
}
/** A dial pad for gloves. A keyboard works on it as long as it is on the screen, wherever the focus is but in a field. */
export function NumberPad(props) {
    const shape = { digits: props.digits, decimals: props.decimals ?? 0 };
    const press = (key) => {
        if (!props.disabled)
            props.onValue(dial(props.value, key, shape));
    };
    const byKeyboard = useRef(() => undefined);
    byKeyboard.current = (event) => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target))
            return;
        if (event.key === 'Enter' && !isControl(event.target) && !event.repeat) {
            event.preventDefault();
            props.onEnter?.();
            return;
        }
        const key = dialKey(event.key);
        if (key === null)
            return;
        event.preventDefault();
        press(key);
    };
    useEffect(() => {
        const hear = (event) => byKeyboard.current(event);
        document.addEventListener('keydown', hear);
        return () => document.removeEventListener('keydown', hear);
    }, []);
    return (_jsxs("div", { class: "cs-pad", role: "group", "aria-label": props.label, children: [_jsxs("output", { class: "cs-pad-value", tabIndex: 0, "aria-label": props.label, children: [props.value === '' ? _jsx("span", { class: "cs-muted", children: '0'.repeat(props.digits) }) : props.value, props.unit && _jsx("span", { class: "cs-pad-unit", children: props.unit })] }), props.error ? (_jsxs("p", { class: "cs-error", role: "alert", children: [_jsx(Icon, { name: "warning", size: 20 }), " ", props.error] })) : (props.hint && _jsx("p", { class: "cs-hint", children: props.hint })), _jsx("div", { class: "cs-pad-keys", children: KEYS.map((key) => key === '.' && shape.decimals === 0 ? (_jsx("button", { type: "button", class: "cs-btn", disabled: props.disabled, onClick: () => press('clear'), children: "Clear" }, key)) : (_jsx("button", { type: "button", class: "cs-btn", disabled: props.disabled, "aria-label": key === 'erase' ? 'Erase the last digit' : key === '.' ? 'Point' : key, onClick: () => press(key), children: key === 'erase' ? _jsx(Icon, { name: "erase", size: 28 }) : key }, key))) })] }));
}
