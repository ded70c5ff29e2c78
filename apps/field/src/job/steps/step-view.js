import { jsx as _jsx } from "preact/jsx-runtime";
import { ArriveStep } from './arrive-step.js';
import { DoneStep } from './done-step.js';
import { FlowStep } from './flow-step.js';
import { GateStep } from './gate-step.js';
import { MeterStep } from './meter-step.js';
import { ReadStep } from './read-step.js';
import { TagStep } from './tag-step.js';
import { CloseStep, OpenStep } from './valve-step.js';
const VIEWS = {
    arrive: ArriveStep,
    gate: GateStep,
    meter: MeterStep,
    read: ReadStep,
    close: CloseStep,
    open: OpenStep,
    flow: FlowStep,
    tag: TagStep,
    done: DoneStep,
};
/** The screen of the step that is shown. */
export function StepView({ shown, ...props }) {
    const View = VIEWS[shown];
    return _jsx(View, { ...props });
}
