import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Button, TextField } from '@curbstop/ui';
import { useRef } from 'preact/hooks';
import { Hazard } from '../../day/next-stop.js';
import { go } from '../../shell/route.js';
import { useTablet } from '../../tablet/use-tablet.js';
import { matchSerial } from '../serial.js';
/** The serial is typed off the meter; another one than the order's stops the job here. */
export function MeterStep({ job, kind, draft, happen, onNext }) {
    const { clock } = useTablet();
    const form = useRef(null);
    const match = matchSerial(draft.serial, job.meterSerial);
    const compared = draft.serialAt !== null;
    const valve = kind.effect !== 'none';
    const error = compared && match === 'differs'
        ? `This is not the meter on this order.${valve ? ' The valve step stays locked.' : ''}`
        : null;
    const submit = (event) => {
        event.preventDefault();
        happen({ type: 'serial-compared', at: clock.now() });
        if (match === 'matches' || match === 'unknown')
            onNext();
    };
    return (_jsxs("form", { class: "f-step", ref: form, onSubmit: submit, noValidate: true, children: [_jsx(Hazard, { says: job.hazard }), _jsx("div", { class: "f-serial", children: _jsx(TextField, { label: "Serial number on the meter", hint: job.meterSerial === null
                        ? 'The order names no meter: what you type is noted.'
                        : 'Read it off the meter itself, not off this screen.', inputMode: "text", autocomplete: "off", maxLength: 40, autofocus: true, value: draft.serial, onValue: (text) => happen({ type: 'serial-typed', text }), error: error, ...(draft.valve ? { readOnly: true } : {}) }) }), job.meterSerial === null && kind.effect === 'off' && (_jsx("p", { class: "cs-error", role: "alert", children: "Without a serial on the order this valve cannot be closed. Call dispatch." })), _jsx("div", { class: "f-push" }), _jsxs("div", { class: "f-two", children: [_jsx(Button, { onClick: () => {
                            happen({ type: 'serial-typed', text: '' });
                            form.current?.querySelector('input')?.focus();
                        }, children: "Type it again" }), _jsx(Button, { onClick: () => {
                            if (error !== null)
                                happen({ type: 'cannot-typed', reason: 'wrong-meter', note: `Meter here: ${draft.serial.trim()}` });
                            go({ page: 'cannot', orderId: job.orderId });
                        }, children: error === null ? 'Cannot do it' : 'Report the other meter' })] }), _jsx(Button, { type: "submit", kind: "primary", wide: true, disabled: match === 'empty', children: "Compare with the order" })] }));
}
