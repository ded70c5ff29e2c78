import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Button, SlideToConfirm } from '@curbstop/ui';
import { go } from '../../shell/route.js';
import { standingLock } from '../close-lock.js';
import { GatePanel } from '../gate-panel.js';
import { WhatNow } from '../what-now.js';
/** The gate, asked at the door: may this valve be closed now? */
export function GateStep({ job, draft, gate, onNext, onSkip }) {
    const may = gate.standing.kind === 'running' || draft.valve !== null;
    const never = gate.standing.kind === 'refused';
    if (!may && (never || !gate.online)) {
        return (_jsxs(_Fragment, { children: [_jsx(GatePanel, { gate: gate, draft: draft }), _jsx(WhatNow, { orderId: job.orderId, gate: gate, onSkip: onSkip }), gate.online ? (_jsx(Button, { kind: "primary", wide: true, busy: gate.asking, onClick: gate.ask, children: "Ask the city again" })) : (_jsx(SlideToConfirm, { label: standingLock(gate.standing)?.label ?? 'Locked', disabled: true, onDone: onNext }))] }));
    }
    return (_jsxs(_Fragment, { children: [_jsx(GatePanel, { gate: gate, draft: draft }), _jsx("div", { class: "f-push" }), _jsxs("div", { class: "f-two", children: [_jsx(Button, { busy: gate.asking, disabled: !gate.online, onClick: gate.ask, children: "Ask again" }), _jsx(Button, { onClick: () => go({ page: 'cannot', orderId: job.orderId }), children: "Cannot do it" })] }), _jsx(Button, { kind: "primary", wide: true, disabled: !may, onClick: onNext, children: "Go on to the meter" })] }));
}
