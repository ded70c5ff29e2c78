import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Button, useObservable } from '@curbstop/ui';
import { missingEvidence } from '@curbstop/work-orders';
import { freshPosition } from '../../place/place.js';
import { go } from '../../shell/route.js';
import { useCityNow, useFormats, useTablet } from '../../tablet/use-tablet.js';
import { evidenceOf } from '../machine.js';
import { useDeed } from '../use-deed.js';
function useSummary(draft) {
    const { exact } = useFormats();
    const at = (moment) => (moment === null ? '' : `, ${exact(moment)}`);
    const rows = [
        ['Arrived', draft.arrivedAt === null ? null : exact(draft.arrivedAt)],
        ['Meter', draft.serialAt === null ? null : `${draft.serial.trim()}${at(draft.serialAt)}`],
        [
            'Reading',
            draft.read &&
                `${draft.read.register} m³${at(draft.read.at)}${draft.read.despite ? ', unlikely, read twice' : ''}`,
        ],
        ['Valve', draft.valve && `${draft.valve.state}${at(draft.valve.at)}`],
        ['Flow', draft.flowAt === null ? null : `checked${at(draft.flowAt)}`],
        ['Tag', draft.tagAt === null ? null : `left at the door${at(draft.tagAt)}`],
        ['Position', draft.position && `good to ${Math.round(draft.position.accuracy)} m${at(draft.position.at)}`],
    ];
    return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
/** What was done, what is missing, a note, and the end of it. */
export function DoneStep({ job, kind, draft, happen }) {
    const { place, network } = useTablet();
    const { online } = useObservable(network.state);
    const here = freshPosition(useObservable(place.state), useCityNow(2_000));
    const { deeds, busy, trouble, run } = useDeed();
    const summary = useSummary(draft);
    const missing = missingEvidence(kind, { ...evidenceOf(draft, job), position: draft.position ?? here });
    return (_jsxs(_Fragment, { children: [_jsx("dl", { class: "f-facts", children: summary.map(([name, value]) => (_jsxs(_Fragment, { children: [_jsx("dt", { children: name }), _jsx("dd", { children: value })] }))) }), _jsxs("label", { class: "f-note", children: ["Note for the office, if there is anything to say", _jsx("textarea", { class: "cs-input", rows: 2, maxLength: 500, value: draft.note, onInput: (event) => happen({ type: 'noted', text: event.currentTarget.value }) })] }), missing.map(({ part, says }) => (_jsx("p", { class: "cs-error", role: "alert", children: says }, part))), trouble !== null && (_jsx("p", { class: "cs-error", role: "alert", children: trouble })), _jsx("div", { class: "f-push" }), !online && _jsx("p", { class: "cs-muted", children: "No network: it is kept in the outbox and sent by itself." }), _jsxs(Button, { kind: "primary", wide: true, busy: busy, disabled: missing.length > 0, onClick: () => run(deeds.complete(job), () => go({ page: 'stops' })), children: ["Complete order ", job.number] })] }));
}
