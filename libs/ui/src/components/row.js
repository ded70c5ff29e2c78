import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
/** Mark, address, one fact, amount right. At least 43 px, on the tablet 66. */
export function Row(props) {
    const classes = `cs-row${props.selected ? ' cs-selected' : ''}${props.tone === 'stop' ? ' cs-row-stop' : ''}`;
    const inside = (_jsxs(_Fragment, { children: [props.mark !== undefined && _jsx("span", { class: "cs-row-mark", children: props.mark }), _jsxs("span", { class: "cs-grow", children: [_jsx("span", { class: "cs-row-title", children: props.title }), props.fact !== undefined && _jsx("span", { class: "cs-row-fact", children: props.fact })] }), props.end !== undefined && _jsx("span", { class: "cs-row-end", children: props.end })] }));
    if (!props.onClick)
        return _jsx("div", { class: classes, children: inside });
    return (_jsx("button", { type: "button", class: classes, "aria-pressed": props.selected, onClick: props.onClick, children: inside }));
}
