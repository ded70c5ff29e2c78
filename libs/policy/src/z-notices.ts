import type { ClauseId } from './clauses.ts';
import type { NoticeKind } from './facts.ts';
import type { Terms } from './terms.ts';

/** Names of the languages of notices, as they are read to a person. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Spanish',
  zh: 'Chinese',
  tl: 'Tagalog',
  vi: 'Vietnamese',
  ko: 'Korean',
};

/** Why a notice, or the policy, may not go out. */
export interface NoticeRefusal {
  readonly clauses: readonly ClauseId[];
  readonly says: string;
}

/** Who a notice is about, as it would be printed. */
export interface Addressee {
  readonly name: string;
  /** Where the water is. */
  readonly address: string;
}

/** Z.5: every notice shows the city's telephone; without one no notice goes out. */
export function phoneRefusal(terms: Pick<Terms, 'phone'>): NoticeRefusal | null {
  if (terms.phone.trim() !== '') return null;
  return { clauses: ['Z.5', 'E.2.a.vi'], says: 'No notice goes out: the telephone of the billing office is not set.' };
}

/** Z.6, E.2.a.vi: the policy is public, and every notice shows where. */
export function linkRefusal(terms: Pick<Terms, 'policyUrl'>): NoticeRefusal | null {
  if (/^https?:\/\/[^\s/]+\.[^\s]+$/.test(terms.policyUrl)) return null;
  return { clauses: ['Z.6', 'E.2.a.vi'], says: 'No notice goes out: the web address of the policy is not set.' };
}

/** Z.7: the policy is published in every language of the list, or not at all. */
export function untranslatedRefusal(terms: Pick<Terms, 'policyLanguages' | 'untranslated'>): NoticeRefusal | null {
  const missing = terms.policyLanguages.filter((each) => terms.untranslated.includes(each));
  if (missing.length === 0) return null;
  const named = missing.map((each) => `${LANGUAGES[each] ?? each} (${each})`).join(', ');
  return { clauses: ['Z.7'], says: `The text is missing in ${named}.` };
}

/** E.2.a.i: the notice names the customer and the place. */
function addresseeRefusal(to: Addressee): NoticeRefusal | null {
  if (to.name.trim() !== '' && to.address.trim() !== '') return null;
  const missing = to.name.trim() === '' ? "the customer's name" : 'the service address';
  return { clauses: ['E.2.a.i'], says: `The notice is not sent: ${missing} is missing.` };
}

/** Kinds that warn of a close, and so must say everything that E.2.a and E.3 ask for. */
const WARNINGS: Readonly<Partial<Record<NoticeKind, ClauseId>>> = {
  disconnection: 'E.2.a',
  tenant: 'E.3.c',
  'door-hanger': 'E.2.b',
  'door-hanger-final': 'I.7',
};

/**
 * Z.5, Z.6, Z.7, E.2.a.i, E.2.a.vi, E.3.c: why a notice of a kind may not go out to somebody; null when it may. A reminder needs
 * the telephone only: it is not the notice that a close depends on.
 */
export function noticeRefusal(kind: NoticeKind, to: Addressee, terms: Terms): NoticeRefusal | null {
  const phone = phoneRefusal(terms);
  const clause = WARNINGS[kind];
  if (phone !== null || clause === undefined) return phone;
  const link = linkRefusal(terms);
  if (link !== null) return link;
  const text = untranslatedRefusal({ policyLanguages: terms.noticeLanguages, untranslated: terms.untranslated });
  if (text !== null) return { clauses: [clause, ...text.clauses], says: `The notice is not sent. ${text.says}` };
  return addresseeRefusal(to);
}
