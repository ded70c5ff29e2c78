import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { useRef, useState } from 'preact/hooks';
import { Icon } from './icon.js';
/** Both edges of the track around the thumb, px. */
const EDGES = 14;
/** Share of the way that counts as the end. */
const END = 0.95;
/**
 * A slide of 96 px with a thumb of 132 px, smaller where there is no room. By keyboard the arrow keys move it by a tenth; there is no key that jumps
 * to the end. Put a `HoldButton` ("Hold 3 s instead") beside it for who cannot drag.
 */
export function SlideToConfirm({ label, onDone, disabled = false }) {
    const track = useRef(null);
    const grip = useRef(null);
    const [share, setShare] = useState(0);
    const thumb = useRef(null);
    const way = () => Math.max(1, (track.current?.clientWidth ?? 0) - (thumb.current?.offsetWidth ?? 0) - EDGES);
    const at = (x) => Math.min(1, Math.max(0, (x - (grip.current ?? 0)) / way()));
    const letGo = (x) => {
        if (grip.current === null)
            return;
        const reached = at(x) >= END;
        grip.current = null;
        setShare(0);
        if (reached && !disabled)
            onDone();
    };
    const byKey = (event) => {
        const step = { ArrowRight: 0.1, ArrowUp: 0.1, ArrowLeft: -0.1, ArrowDown: -0.1 }[event.key];
        if (event.key === 'Home' || event.key === 'Escape')
            setShare(0);
        if (step === undefined || disabled)
            return;
        event.preventDefault();
        const next = Math.min(1, Math.max(0, share + step));
        setShare(next >= END ? 0 : next);
        if (next >= END)
            onDone();
    };
    return (_jsxs("div", { ref: track, class: `cs-slide${disabled ? ' cs-off' : ''}${grip.current !== null ? ' cs-moving' : ''}`, children: [_jsx("span", { class: "cs-slide-label", "aria-hidden": "true", children: label }), _jsx("span", { class: "cs-slide-end", "aria-hidden": "true" }), _jsx("div", { ref: thumb, class: "cs-slide-thumb", role: "slider", tabIndex: disabled ? -1 : 0, "aria-label": label, "aria-disabled": disabled, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(share * 100), "aria-valuetext": `${Math.round(share * 100)} of 100`, style: { transform: `translateX(${share * way()}px)` }, onPointerDown: (event) => {
                    if (disabled || event.button !== 0)
                        return;
                    grip.current = event.clientX;
                    if (event.currentTarget instanceof Element)
                        event.currentTarget.setPointerCapture(event.pointerId);
                }, onPointerMove: (event) => grip.current !== null && setShare(at(event.clientX)), onPointerUp: (event) => letGo(event.clientX), onPointerCancel: () => {
                    grip.current = null;
                    setShare(0);
                }, onKeyDown: byKey, onBlur: () => setShare(0), children: _jsx(Icon, { name: disabled ? 'lock' : 'arrow', size: disabled ? 40 : 52, weight: 2 }) })] }));
}
