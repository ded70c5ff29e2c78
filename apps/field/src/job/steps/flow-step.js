import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Button, countdown } from '@curbstop/ui';
import { useEffect } from 'preact/hooks';
import { go } from '../../shell/route.js';
import { useCityNow, useTablet } from '../../tablet/use-tablet.js';
/** How long the dial is watched, ms. */
const WATCH_MS = 60_000;
/** The dial is watched for a minute: still after closing, turning after opening. */
export function FlowStep({ job, kind, draft, happen, onNext }) {
    const { clock } = useTablet();
    const now = useCityNow();
    const off = kind.effect === 'off';
    useEffect(() => happen({ type: 'flow-watched', at: clock.now() }), []);
    const left = WATCH_MS - (now - (draft.flowFrom ?? now));
    return (_jsxs(_Fragment, { children: [_jsx("section", { class: "f-gate f-gate-wait", children: _jsxs("div", { children: [_jsx("p", { class: "f-gate-title", children: off ? 'Does the dial stand still?' : 'Does water flow?' }), _jsx("p", { children: off ? 'Watch the smallest hand for a minute.' : 'Open a hose bib, or ask at the door, and watch the dial.' }), _jsx("p", { class: "f-big", role: "timer", children: left > 0 ? countdown(left) : 'A minute is over' })] }) }), _jsx("div", { class: "f-push" }), _jsxs("div", { class: "f-two", children: [_jsx(Button, { onClick: () => {
                            happen({ type: 'cannot-typed', reason: off ? 'valve-leaks' : 'valve-stuck', note: draft.cannot.note });
                            go({ page: 'cannot', orderId: job.orderId });
                        }, children: off ? 'It still turns' : 'No water comes' }), _jsx(Button, { onClick: () => go({ page: 'cannot', orderId: job.orderId }), children: "Something else" })] }), _jsx(Button, { kind: "primary", wide: true, onClick: () => {
                    happen({ type: 'flow-checked', at: clock.now() });
                    onNext();
                }, children: off ? 'It stands still: no flow' : 'Water flows' })] }));
}
