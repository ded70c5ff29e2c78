import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { useEffect, useState } from 'preact/hooks';
import { count } from '../format.js';
/** Nothing to show, and why. */
export function Empty({ title, children }) {
    return (_jsxs("div", { class: "cs-state cs-empty", children: [_jsx("strong", { children: title }), _jsx("p", { children: children })] }));
}
/** Something failed: what is kept, and what happens next. */
export function Failed({ title, children, againIn, onRetry }) {
    return (_jsxs("div", { class: "cs-state cs-failed", role: "alert", children: [_jsx("strong", { children: title }), _jsxs("p", { children: [children, " ", againIn !== undefined && `Trying again in ${againIn} s.`, ' ', onRetry && (_jsx("button", { type: "button", class: "cs-link", onClick: onRetry, children: "Try now" }))] })] }));
}
/** No network: since when, how old what is seen is, and what waits. Times are written (`11:21 am`). */
export function Offline({ since, seenFrom, unsent = 0 }) {
    return (_jsxs("div", { class: "cs-state cs-offline", role: "status", children: [_jsxs("strong", { children: ["No network since ", since] }), _jsxs("p", { children: ["What you see is from ", seenFrom, ".", unsent > 0 && ` ${count(unsent, 'action')} not sent.`] })] }));
}
/** What is being fetched, in words; shown only when it takes longer than a blink. */
export function Loading({ what }) {
    const [late, setLate] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => setLate(true), 250);
        return () => clearTimeout(timer);
    }, []);
    return (_jsx("div", { class: "cs-state cs-loading", role: "status", "aria-busy": "true", children: late && _jsxs("p", { children: ["Fetching ", what] }) }));
}
