import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { useState } from 'preact/hooks';
import { Button } from './button.js';
import { ClauseTags } from './chip.js';
/** What came of a deed on many, one line for each refused one. */
export function ResultBar(props) {
    const [all, setAll] = useState(false);
    const shown = all ? props.refused : props.refused.slice(0, 1);
    const more = props.refused.length - shown.length;
    return (_jsxs("section", { class: "cs-result", role: "status", children: [_jsxs("div", { class: "cs-result-text", children: [_jsxs("p", { children: [_jsxs("strong", { children: [props.title, ": ", props.done, props.refused.length > 0 && `, ${props.refused.length} refused`, "."] }), ' ', _jsxs("span", { class: "cs-muted", children: ["Confirmed by the server ", props.confirmed] })] }), shown.map((line) => (_jsxs("p", { children: [_jsx("strong", { class: "cs-stop-text", children: line.what }), " ", line.says, " ", _jsx(ClauseTags, { clauses: line.clauses })] }, line.what)))] }), (more > 0 || all) && props.refused.length > 1 && (_jsx(Button, { onClick: () => setAll(!all), children: all ? 'Show one' : `Show all ${props.refused.length}` })), props.retry && (_jsx(Button, { onClick: props.retry.onRetry, busy: props.retry.busy ?? false, hotkey: "T", children: props.retry.label })), props.undo && (_jsx(Button, { onClick: props.undo.onUndo, busy: props.undo.busy ?? false, hotkey: "Ctrl Z", children: props.undo.label })), _jsx(Button, { kind: "quiet", icon: "cross", label: "Close this message", onClick: props.onClose, children: null })] }));
}
/** A short message of what the server confirmed, with at most one way back. */
export function Toast({ children, action, }) {
    return (_jsxs("div", { class: "cs-toast", role: "status", children: [_jsx("span", { class: "cs-grow", children: children }), action && (_jsx("button", { type: "button", onClick: action.onClick, children: action.label }))] }));
}
