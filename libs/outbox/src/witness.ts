/** A few words kept apart from the store (localStorage), to notice that the store was emptied. */
export interface Witness {
  read(): { lastSeq: number; waiting: number } | null;
  write(seen: { lastSeq: number; waiting: number }): void;
}

/** A place for texts, as localStorage is. */
export interface Texts {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** A witness in a place for texts. */
export function witnessIn(texts: Texts, key = 'curbstop.outbox'): Witness {
  return {
    read() {
      const match = /^(\d{1,15})\/(\d{1,15})$/.exec(texts.getItem(key) ?? '');
      return match ? { lastSeq: Number(match[1]), waiting: Number(match[2]) } : null;
    },
    write({ lastSeq, waiting }) {
      texts.setItem(key, `${lastSeq}/${waiting}`);
    },
  };
}

export const NO_WITNESS: Witness = { read: () => null, write: () => undefined };
