import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Button, ClauseTags, HoldButton, SlideToConfirm } from '@curbstop/ui';
import { useEffect } from 'preact/hooks';
import { freshPosition } from '../../place/place.js';
import { go } from '../../shell/route.js';
import { useFormats, useTablet } from '../../tablet/use-tablet.js';
import { GatePanel } from '../gate-panel.js';
import { PlaceCard } from '../place-card.js';
import { WhatNow } from '../what-now.js';
/** Takes the position for the evidence as long as the step is shown and the valve was not turned. */
function usePosition({ draft, happen }) {
    const { place, clock } = useTablet();
    useEffect(() => {
        const take = () => {
            const here = freshPosition(place.state.get(), clock.now());
            if (here && draft.valve === null && draft.position?.at !== here.at)
                happen({ type: 'placed', position: here });
        };
        take();
        return place.state.subscribe(take);
    }, [place, draft.valve]);
}
function ReadCard({ job, draft }) {
    const { shortDay } = useFormats();
    return (_jsxs("div", { class: "f-card", children: [_jsx("p", { children: "Read now" }), _jsxs("p", { class: "f-big", children: [draft.read?.register, " ", _jsx("small", { children: "m\u00B3" })] }), _jsxs("p", { class: "cs-muted", children: [job.lastRead ? `Last read ${job.lastRead.register}, ${shortDay(job.lastRead.at)}. ` : 'Never read before. ', draft.read?.despite ? 'Unlikely, read twice.' : 'In line with its use.'] })] }));
}
/** The gate again, then the slide. What the lock says has no way around it here. */
export function CloseStep(props) {
    const { job, draft, gate, lock, stuck, happen, onNext, onSkip } = props;
    const { clock } = useTablet();
    usePosition(props);
    const cannot = () => go({ page: 'cannot', orderId: job.orderId });
    const close = () => {
        happen({ type: 'closed', at: clock.now(), facts: gate.factsNow() });
        onNext();
    };
    const refused = lock !== null && (stuck || lock.kind === 'expired' || lock.kind === 'permit' || lock.kind === 'refused');
    return (_jsxs(_Fragment, { children: [_jsx(GatePanel, { gate: gate, draft: draft }), refused ? (_jsx(WhatNow, { orderId: job.orderId, gate: gate, onSkip: onSkip })) : (_jsxs(_Fragment, { children: [_jsxs("div", { class: "f-cards", children: [_jsx(ReadCard, { ...props }), _jsx(PlaceCard, { job: job })] }), _jsx("div", { class: "f-push" }), lock && (_jsxs("p", { class: "f-lock", role: "status", children: [lock.says, " ", _jsx(ClauseTags, { clauses: lock.clauses })] })), _jsxs("div", { class: "f-three", children: [_jsx(Button, { onClick: () => {
                                    happen({ type: 'cannot-typed', reason: 'customer-says-paid', note: draft.cannot.note });
                                    cannot();
                                }, children: "Customer says paid" }), _jsx(Button, { onClick: cannot, children: "Cannot close" }), _jsx(HoldButton, { label: "Hold 3 s instead", disabled: lock !== null, onDone: close })] })] })), _jsx(SlideToConfirm, { label: lock?.label ?? 'Slide to close the valve', disabled: lock !== null, onDone: close })] }));
}
/** Giving water back asks nobody. */
export function OpenStep(props) {
    const { job, happen, onNext } = props;
    const { clock } = useTablet();
    usePosition(props);
    const open = () => {
        happen({ type: 'opened', at: clock.now() });
        onNext();
    };
    return (_jsxs(_Fragment, { children: [_jsx("section", { class: "f-gate f-gate-yes", children: _jsxs("div", { children: [_jsx("p", { class: "f-gate-title", children: "Open slowly, and stay" }), _jsx("p", { children: "If the meter races with nobody at home, close again and leave it undone: a tap may be open inside." })] }) }), _jsxs("div", { class: "f-cards", children: [_jsx(ReadCard, { ...props }), _jsx(PlaceCard, { job: job })] }), _jsx("div", { class: "f-push" }), _jsxs("div", { class: "f-two", children: [_jsx(Button, { onClick: () => go({ page: 'cannot', orderId: job.orderId }), children: "Cannot open" }), _jsx(HoldButton, { label: "Hold 3 s instead", onDone: open })] }), _jsx(SlideToConfirm, { label: "Slide to open the valve", onDone: open })] }));
}
