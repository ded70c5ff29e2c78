import { useEffect, useRef } from 'preact/hooks';
/**
 * Takes the keyboard to the first field that is wrong, once what was sent with the answered function is judged: by the page
 * itself, or by the server, when it is `busy` no more.
 */
export function useFirstWrong(form, busy) {
    const asked = useRef(false);
    useEffect(() => {
        if (!asked.current || busy)
            return;
        asked.current = false;
        form.current?.querySelector('[aria-invalid="true"]')?.focus();
    });
    return () => {
        asked.current = true;
    };
}
