import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Button, NumberPad } from '@curbstop/ui';
import { useState } from 'preact/hooks';
import { go } from '../../shell/route.js';
import { useFormats, useTablet } from '../../tablet/use-tablet.js';
import { oddity } from '../plausible.js';
import { PlaceCard } from '../place-card.js';
/** The register, typed on a dial pad. An unlikely one is asked for again; what was typed stays. */
export function ReadStep({ job, draft, happen, onNext }) {
    const { clock } = useTablet();
    const { shortDay } = useFormats();
    const [odd, setOdd] = useState(null);
    const again = odd !== null && odd.kind !== 'form';
    const take = (despite) => {
        const found = oddity(draft.reading, job.lastRead, clock.now());
        if (found && (found.kind === 'form' || !despite)) {
            setOdd(found);
            return;
        }
        happen({ type: 'reading-taken', at: clock.now(), despite: found !== null });
        onNext();
    };
    const type = (text) => {
        setOdd(null);
        happen({ type: 'reading-typed', text });
    };
    return (_jsxs(_Fragment, { children: [_jsxs("div", { class: "f-read", children: [_jsx(NumberPad, { label: "Reading", unit: "m\u00B3", digits: 9, decimals: 3, value: draft.reading, disabled: draft.valve !== null, hint: job.lastRead
                            ? `Last read ${job.lastRead.register} on ${shortDay(job.lastRead.at)}`
                            : 'This meter was never read before.', error: odd?.says ?? null, onValue: type, onEnter: () => {
                            if (draft.reading !== '' && !again)
                                take(false);
                        } }), _jsx("div", { class: "f-read-side", children: _jsx(PlaceCard, { job: job }) })] }), _jsx("div", { class: "f-push" }), again && (_jsxs("div", { class: "f-two", children: [_jsx(Button, { onClick: () => type(''), children: "Type it again" }), _jsxs(Button, { onClick: () => take(true), children: ["I read it twice: ", draft.reading, " is right"] })] })), !again && (_jsxs(_Fragment, { children: [_jsx(Button, { onClick: () => go({ page: 'cannot', orderId: job.orderId }), children: "Cannot read it" }), _jsx(Button, { kind: "primary", wide: true, disabled: draft.reading === '', onClick: () => take(false), children: "Take this reading" })] }))] }));
}
