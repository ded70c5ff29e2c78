import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
/** The product's mark: a curb stop seen from above. The bar across the pipe is closed, along it open. */
export function Mark({ size = 20, open = false, label }) {
    return (_jsxs("svg", { class: "cs-mark", width: size, height: size, viewBox: "0 0 24 24", role: label ? 'img' : undefined, "aria-label": label, "aria-hidden": label ? undefined : 'true', children: [_jsx("circle", { cx: "12", cy: "12", r: "10", fill: "none", stroke: "currentColor", "stroke-width": "2.2" }), _jsx("rect", { x: "9.3", y: "5", width: "5.4", height: "14", rx: "1.6", fill: "currentColor", transform: open ? 'rotate(90 12 12)' : undefined })] }));
}
/** Mark and name, as in the staff bar. */
export function Brand({ name = 'Curbstop' }) {
    return (_jsxs("span", { class: "cs-brand", children: [_jsx(Mark, {}), " ", name] }));
}
