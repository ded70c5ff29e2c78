import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';

/** Names of the languages of notices, as they are read to a person. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Spanish',
  zh: 'Chinese',
  tl: 'Tagalog',
  vi: 'Vietnamese',
  ko: 'Korean',
};

/** A language as a person reads it; one that nobody named here by its code. */
export function languageName(code: string): string {
  return LANGUAGES[code] ?? code;
}

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
export function phoneRefusal(policy: Pick<PolicyParameters, 'phone'>): NoticeRefusal | null {
  if (policy.phone.trim() !== '') return null;
  return { clauses: ['Z.5', 'E.2.a.vi'], says: 'No notice goes out: the telephone of the billing office is not set.' };
}

/** Z.6, E.2.a.vi: the policy is public, and every notice shows where. */
export function linkRefusal(policy: Pick<PolicyParameters, 'policyUrl'>): NoticeRefusal | null {
  if (/^https?:\/\/[^\s/]+\.[^\s]+$/.test(policy.policyUrl)) return null;
  return { clauses: ['Z.6', 'E.2.a.vi'], says: 'No notice goes out: the web address of the policy is not set.' };
}

/** Z.7: the languages that a letter is written in: those of every notice, less what nobody has translated yet. */
export function writtenLanguages(
  policy: Pick<PolicyParameters, 'noticeLanguages' | 'untranslated'>,
): readonly string[] {
  return policy.noticeLanguages.filter((each) => !policy.untranslated.includes(each));
}

/** Z.7: the policy is published in every language of the list, or not at all. */
export function untranslatedRefusal(
  policy: Pick<PolicyParameters, 'policyLanguages' | 'untranslated'>,
): NoticeRefusal | null {
  const missing = policy.policyLanguages.filter((each) => policy.untranslated.includes(each));
  if (missing.length === 0) return null;
  const named = missing.map((each) => `${languageName(each)} (${each})`).join(', ');
  return { clauses: ['Z.7'], says: `The text is missing in ${named}.` };
}
