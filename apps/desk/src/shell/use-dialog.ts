import { useRef, useState } from 'preact/hooks';

/** A dialog that is open for one thing at a time; closed, the keyboard goes on where it was. */
export interface DialogFor<T> {
  readonly shown: T | null;
  open(each: T): void;
  close(): void;
}

export function useDialog<T>(): DialogFor<T> {
  const [shown, setShown] = useState<T | null>(null);
  const opener = useRef<Element | null>(null);
  return {
    shown,
    open(each) {
      opener.current = document.activeElement;
      setShown(() => each);
    },
    close() {
      setShown(null);
      // After the dialog has left the page.
      requestAnimationFrame(() => {
        if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
        else document.getElementById('main')?.focus();
      });
    },
  };
}
