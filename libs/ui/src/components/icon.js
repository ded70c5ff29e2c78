import { jsx as _jsx } from "preact/jsx-runtime";
const PATHS = {
    lock: 'M5.5 9h9v7h-9zM7.5 9V6.5a2.5 2.5 0 015 0V9',
    warning: 'M10 3l8 14H2zM10 8v4M10 14.3v.4',
    tick: 'M4 10.5l4 4 8-9',
    cross: 'M5 5l10 10M15 5L5 15',
    search: 'M9 3.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM13 13l4 4',
    arrow: 'M3.5 10h13M11.5 5l5 5-5 5',
    phone: 'M6 3l2 4-1.8 1.6a9 9 0 005.2 5.2L13 12l4 2v2.5c0 .6-.6 1-1.200.9A14 14 0 012.600 4.200c-.1-.6.3-1.200.9-1.200z',
    place: 'M10 17.500s5.500-5 5.500-9a5.500 5.500 0 00-11 0c0 4 5.500 9 5.500 9zM10 6.800a1.800 1.800 0 100 3.600 1.800 1.800 0 000-3.600z',
    plus: 'M10 4v12M4 10h12',
    minus: 'M4 10h12',
    back: 'M8 5L3 10l5 5M3 10h14',
    erase: 'M7 4.500h10v11H7L2.500 10zM10 8l4 4M14 8l-4 4',
    pin: 'M7 3h6l-1 5 3 3H5l3-3zM10 11v6',
};
/** A line drawing of 20 units, in the colour of the text. Never alone: a word or a label stands with it. */
export function Icon({ name, size = 16, weight = 1.75 }) {
    return (_jsx("svg", { class: "cs-icon", width: size, height: size, viewBox: "0 0 20 20", fill: "none", stroke: "currentColor", "stroke-width": weight, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", children: _jsx("path", { d: PATHS[name] }) }));
}
