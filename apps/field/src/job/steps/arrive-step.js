import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Button, civilDay, money } from '@curbstop/ui';
import { Hazard } from '../../day/next-stop.js';
import { go } from '../../shell/route.js';
import { useFormats } from '../../tablet/use-tablet.js';
import { PlaceCard } from '../place-card.js';
import { useDeed } from '../use-deed.js';
/** Hazard, how to find the box, and the word that the crew is there. */
export function ArriveStep({ job, kind, draft, onNext }) {
    const { deeds, busy, trouble, run } = useDeed();
    const { time, dayTime } = useFormats();
    const there = draft.arrivedAt !== null || job.state === 'on-site';
    return (_jsxs(_Fragment, { children: [_jsx(Hazard, { says: job.hazard }), _jsxs("div", { class: "f-cards", children: [_jsxs("div", { class: "f-card", children: [_jsx("p", { children: kind.effect === 'off' ? 'Owes, past due' : 'Customer' }), _jsx("p", { class: "f-big", children: kind.effect === 'off' ? money(job.pastDue) : job.customer }), _jsx("p", { class: "cs-muted", children: kind.effect === 'off' ? job.customer : `Due ${civilDay(job.dueOn, 'week')}` })] }), _jsxs("div", { class: "f-card", children: [_jsx("p", { children: "The meter box" }), _jsx("p", { class: "f-big f-big-text", children: job.meterNote === '' ? 'No note' : job.meterNote }), _jsx("p", { class: "cs-muted", children: job.lastRead ? `Last read ${job.lastRead.register} m³, ${dayTime(job.lastRead.at)}` : 'Never read' })] }), _jsx(PlaceCard, { job: job })] }), _jsx("div", { class: "f-push" }), trouble !== null && (_jsx("p", { class: "cs-error", role: "alert", children: trouble })), _jsxs("div", { class: "f-two", children: [_jsx(Button, { onClick: () => go({ page: 'stops' }), children: "Not yet" }), _jsx(Button, { onClick: () => go({ page: 'cannot', orderId: job.orderId }), children: "Cannot do it" })] }), there ? (_jsxs(Button, { kind: "primary", wide: true, onClick: onNext, children: ["Arrived", draft.arrivedAt === null ? '' : ` at ${time(draft.arrivedAt)}`, ". Go on"] })) : (_jsxs(Button, { kind: "primary", wide: true, busy: busy, onClick: () => run(deeds.arrive(job)), children: ["I have arrived at ", job.address] }))] }));
}
