import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { useId } from 'preact/hooks';
import { ClauseTags, Key } from './chip.js';
import { Icon } from './icon.js';
/** A button. Refused and busy ones stay reachable by keyboard, so that their reason can be read. */
export function Button(props) {
    const { kind = 'plain', size, refused, busy = false } = props;
    const why = useId();
    const locked = refused != null || busy;
    const classes = [
        'cs-btn',
        `cs-${kind}`,
        size && `cs-${size}`,
        props.wide && 'cs-wide',
        refused && 'cs-locked',
        props.class,
    ];
    const button = (_jsxs("button", { ref: props.ref, type: props.type ?? 'button', class: classes.filter(Boolean).join(' '), disabled: props.disabled, "aria-disabled": locked ? 'true' : undefined, "aria-busy": busy ? 'true' : undefined, "aria-label": props.label, "aria-pressed": props.pressed, "aria-describedby": refused ? why : undefined, "aria-keyshortcuts": props.hotkey, onClick: (event) => {
            if (locked)
                event.preventDefault();
            else
                props.onClick?.(event);
        }, children: [refused ? _jsx(Icon, { name: "lock" }) : props.icon && _jsx(Icon, { name: props.icon }), props.children, props.hotkey && _jsx(Key, { children: props.hotkey })] }));
    if (!refused)
        return button;
    return (_jsxs("span", { class: "cs-refused", children: [button, _jsxs("span", { id: why, class: "cs-why", children: [refused.reason, " ", _jsx(ClauseTags, { clauses: refused.clauses ?? [] })] })] }));
}
