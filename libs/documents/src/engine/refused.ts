/** A paper that cannot be made as it must be. It is not made otherwise. */
export class PaperRefused extends Error {
  override readonly name: string = 'PaperRefused';
}

/** A character that no font has: it would print as nothing, or as a box. */
export class MissingCharacter extends PaperRefused {
  override readonly name = 'MissingCharacter';
  constructor(
    readonly codePoint: number,
    readonly text: string,
  ) {
    const code = codePoint.toString(16).toUpperCase().padStart(4, '0');
    super(`The character ${String.fromCodePoint(codePoint)} (U+${code}) in "${text}" is in no font.`);
  }
}

/** What does not fit its frame is not printed over its edge. */
export class DoesNotFit extends PaperRefused {
  override readonly name = 'DoesNotFit';
  constructor(what: string) {
    super(`${what} does not fit its frame.`);
  }
}
