import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Button, ClauseTag } from '@curbstop/ui';
import { useTablet } from '../../tablet/use-tablet.js';
/** E.4: whoever lives here is told how to get the water back. */
export function TagStep({ job, happen, onNext }) {
    const { clock } = useTablet();
    return (_jsxs(_Fragment, { children: [_jsx("section", { class: "f-gate f-gate-wait", children: _jsxs("div", { children: [_jsx("p", { class: "f-gate-title", children: "Leave the tag at the door" }), _jsxs("p", { children: ["It says how to get the water back: what to pay, where, and until when today. ", _jsx(ClauseTag, { clause: "E.4" })] }), _jsx("p", { children: _jsx("strong", { children: job.address }) })] }) }), _jsx("div", { class: "f-push" }), _jsx(Button, { kind: "primary", wide: true, onClick: () => {
                    happen({ type: 'tag-left', at: clock.now() });
                    onNext();
                }, children: "I left the tag" })] }));
}
