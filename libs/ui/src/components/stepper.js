import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Icon } from './icon.js';
const STATES = { done: 'done', current: 'now', next: 'to come' };
/** Done is a tick, current is black, next a number. */
export function Stepper({ steps, layout = 'list', onStep }) {
    return (_jsx("ol", { class: `cs-stepper cs-stepper-${layout}`, children: steps.map((step, index) => {
            const inside = (_jsxs(_Fragment, { children: [_jsx("span", { class: "cs-step-dot", children: step.state === 'done' ? _jsx(Icon, { name: "tick", size: 18, weight: 2.5 }) : index + 1 }), _jsxs("span", { class: layout === 'bar' ? 'cs-unseen' : 'cs-step-words', children: [_jsx("span", { class: "cs-step-name", children: step.name }), _jsxs("span", { class: "cs-unseen", children: [", ", STATES[step.state]] }), step.fact !== undefined && _jsx("span", { class: "cs-step-fact", children: step.fact })] })] }));
            return (_jsx("li", { class: `cs-step cs-step-${step.state}`, "aria-current": step.state === 'current' ? 'step' : undefined, children: onStep && step.state === 'done' ? (_jsx("button", { type: "button", onClick: () => onStep(step.id), children: inside })) : (_jsx("span", { children: inside })) }, step.id));
        }) }));
}
