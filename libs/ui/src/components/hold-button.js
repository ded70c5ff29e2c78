import { jsx as _jsx } from "preact/jsx-runtime";
import { useEffect, useRef, useState } from 'preact/hooks';
/** A button that acts only when held, by finger, mouse, Space or Enter. Letting go early does nothing. */
export function HoldButton({ label, onDone, disabled = false, forMs = 3_000 }) {
    const [leftMs, setLeftMs] = useState(null);
    const timer = useRef(null);
    const release = () => {
        if (timer.current !== null)
            clearInterval(timer.current);
        timer.current = null;
        setLeftMs(null);
    };
    const press = () => {
        if (disabled || timer.current !== null)
            return;
        const from = performance.now();
        setLeftMs(forMs);
        timer.current = setInterval(() => {
            const remains = forMs - (performance.now() - from);
            if (remains > 0)
                return setLeftMs(remains);
            release();
            onDone();
        }, 50);
    };
    useEffect(() => release, []);
    useEffect(() => {
        if (disabled)
            release();
    }, [disabled]);
    const key = (event) => event.key === ' ' || event.key === 'Enter';
    return (_jsx("button", { type: "button", class: "cs-btn cs-hold", disabled: disabled, style: { '--held': leftMs === null ? '0%' : `${Math.round((1 - leftMs / forMs) * 100)}%` }, onPointerDown: (event) => event.button === 0 && press(), onPointerUp: release, onPointerLeave: release, onPointerCancel: release, onContextMenu: (event) => event.preventDefault(), onKeyDown: (event) => {
            if (!key(event))
                return;
            event.preventDefault();
            if (!event.repeat)
                press();
        }, onKeyUp: (event) => key(event) && release(), onBlur: release, children: _jsx("span", { "aria-live": "polite", children: leftMs === null ? label : `Keep holding, ${Math.ceil(leftMs / 1_000)} s` }) }));
}
