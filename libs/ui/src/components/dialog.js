import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.js';
import { useFirstWrong } from './use-first-wrong.js';
/**
 * A native modal dialog: focus stays inside and goes back to where it was. Enter in a field confirms, and a field that is
 * wrong then has the keyboard; Escape cancels; while busy neither closes it.
 */
export function Dialog(props) {
    const { open, onClose } = props;
    const ref = useRef(null);
    const back = useRef(null);
    const title = useId();
    const sent = useFirstWrong(ref, props.busy ?? false);
    // Before it is painted: a key pressed meanwhile would go to what lies under it.
    useLayoutEffect(() => {
        const dialog = ref.current;
        if (!dialog || dialog.open === open)
            return;
        if (open) {
            back.current = document.activeElement;
            dialog.showModal();
            // The first thing to fill in, else the way out: never the deed itself.
            const first = dialog.querySelector('[autofocus], input, select, textarea') ??
                dialog.querySelector('[data-way-out] button');
            first?.focus();
        }
        else {
            dialog.close();
            if (back.current instanceof HTMLElement && back.current.isConnected)
                back.current.focus();
        }
    }, [open]);
    return (_jsx("dialog", { ref: ref, class: `cs-dialog${props.wide ? ' cs-wide' : ''}`, "aria-labelledby": title, onCancel: (event) => {
            event.preventDefault();
            if (!props.busy)
                onClose();
        }, children: open && (_jsxs("form", { onSubmit: (event) => {
                event.preventDefault();
                if (props.busy || props.refused)
                    return;
                sent();
                props.onConfirm?.();
            }, children: [_jsx("h2", { id: title, children: props.title }), _jsx("div", { class: "cs-dialog-body", children: props.children }), _jsxs("div", { class: "cs-dialog-foot", children: [_jsx("span", { "data-way-out": true, children: _jsx(Button, { onClick: onClose, disabled: props.busy ?? false, children: props.cancel ?? (props.confirm ? 'Cancel' : 'Close') }) }), props.confirm && (_jsx(Button, { type: "submit", kind: props.danger ? 'danger' : 'primary', refused: props.refused ?? null, busy: props.busy ?? false, children: props.confirm }))] })] })) }));
}
