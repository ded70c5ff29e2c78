import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
/** A state in words. The colour only repeats it. */
export function Chip({ tone = 'plain', children }) {
    return _jsx("span", { class: `cs-chip cs-${tone}`, children: children });
}
/** The clause of the policy that carries a fact, after the fact. Staff screens only. */
export function ClauseTag({ clause }) {
    return (_jsxs("span", { class: "cs-clause", title: `Policy ${clause}`, children: [_jsx("span", { class: "cs-unseen", children: "policy " }), clause] }));
}
/** Several clauses, in the order given. */
export function ClauseTags({ clauses }) {
    return (_jsx(_Fragment, { children: clauses.map((clause) => (_jsx(ClauseTag, { clause: clause }, clause))) }));
}
/** A key to press, shown beside what it does. */
export function Key({ children }) {
    return _jsx("kbd", { class: "cs-key", children: children });
}
