/** What stands between words: everything in these blocks that is neither a letter nor a digit. The database splits alike. */
const SEPARATORS =
  /[\u0001-/:-@[-`{-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f\ufe30-\ufe4f]+/gu;
/** Accents and other marks that stand over or under a letter, once it is taken apart. */
const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
/** Letters that do not come apart, and how they are typed without them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ς: 'σ',
};
const ODD = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');

/** Text as it is compared in a search: no accents, no capitals, composed and decomposed alike. `fold_text` of the database. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(ODD, (letter) => PLAIN[letter] ?? letter);
}

/** Letters and digits only: how numbers and hyphenated names are compared. */
export function squeezed(text: string): string {
  return foldText(text).replace(/\s+/gu, '').replace(SEPARATORS, '');
}

/** One thing looked for: it is found as one word, or as all of its parts. */
export interface SearchTerm {
  readonly whole: string;
  readonly parts: readonly string[];
}

const IN_DIGITS = /^[\d()+.-]+$/u;

/**
 * What a query looks for, each of which must be found, in any order. Digits that stand side by side may be one number
 * with gaps in it: `(707) 555-0134`, `3040 0000 001`; a dash within digits parts nothing.
 */
export function searchTerms(query: string): SearchTerm[] {
  const terms: { whole: string; parts: string[]; digits: boolean }[] = [];
  for (const text of foldText(query).split(/\s+/u)) {
    const whole = squeezed(text);
    if (whole === '') continue;
    const last = terms.at(-1);
    const digits = IN_DIGITS.test(text);
    if (digits && last?.digits) {
      last.whole += whole;
      last.parts.push(whole);
    } else {
      const parts = text.split(SEPARATORS).filter((part) => part !== '');
      terms.push({ whole, parts: digits ? [whole] : parts, digits });
    }
  }
  return terms.map(({ whole, parts }) => ({ whole, parts }));
}
