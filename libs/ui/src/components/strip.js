import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { ago, countdown } from '../format.js';
import { Mark } from './mark.js';
/** Open ring and bar: no network. Filled disc: online. Differs by shape, not only by colour. */
function NetIcon({ online }) {
    return (_jsx("svg", { width: "22", height: "22", viewBox: "0 0 22 22", fill: "none", stroke: "currentColor", "stroke-width": "2.500", "aria-hidden": "true", children: online ? (_jsx("circle", { cx: "11", cy: "11", r: "9", fill: "currentColor", stroke: "none" })) : (_jsx("path", { d: "M2 11a9 9 0 1018 0 9 9 0 10-18 0M4.700 17.300L17.300 4.700" })) }));
}
function PermitBar({ permit, now }) {
    const left = permit.expiresAt - now;
    const share = Math.max(0, Math.min(1, left / (permit.expiresAt - permit.issuedAt)));
    const over = left <= 0;
    return (_jsxs("div", { class: `cs-permit${over ? ' cs-over' : left < 120_000 ? ' cs-low' : ''}`, children: [_jsx("span", { children: "Permit to close" }), _jsx("strong", { role: "timer", children: over ? `Expired ${permit.ends}` : `${countdown(left)} left` }), _jsx("span", { class: "cs-permit-bar", "aria-hidden": "true", children: _jsx("span", { style: { width: `${share * 100}%` } }) }), _jsx("span", { children: over ? ago(permit.expiresAt, now) : `ends ${permit.ends}` })] }));
}
function OutboxCell({ unsent, refused, onOutbox, }) {
    const waits = unsent === 0 ? '0, all sent' : `${unsent} not sent`;
    const words = (_jsxs(_Fragment, { children: ["Outbox ", _jsx("strong", { children: refused === 0 ? waits : `${waits}, ${refused} refused` })] }));
    return (_jsx("span", { class: "cs-strip-cell", role: "status", children: onOutbox ? (_jsx("button", { type: "button", class: "cs-strip-button", onClick: onOutbox, children: words })) : (words) }));
}
/** The tablet's strip, never hidden: network, age of the list, outbox, time; below it the permit's countdown. */
export function Strip(props) {
    return (_jsxs("header", { class: "cs-strip", children: [_jsxs("div", { class: "cs-strip-line", children: [_jsx(Mark, { size: 24, label: "Curbstop" }), _jsxs("span", { class: `cs-strip-net${props.online ? '' : ' cs-down'}`, role: "status", children: [_jsx(NetIcon, { online: props.online }), _jsx("strong", { children: props.online ? 'Online' : `No network${props.offlineSince ? ` since ${props.offlineSince}` : ''}` })] }), _jsxs("span", { class: "cs-strip-cell", children: ["List as of ", _jsx("strong", { children: props.listAsOf })] }), _jsx(OutboxCell, { unsent: props.unsent, refused: props.refused ?? 0, onOutbox: props.onOutbox }), _jsx("span", { class: "cs-grow" }), _jsx("span", { class: "cs-strip-cell cs-strip-who", children: props.who }), _jsx("strong", { class: "cs-strip-time", children: props.time }), props.children] }), props.permit && _jsx(PermitBar, { permit: props.permit, now: props.now })] }));
}
