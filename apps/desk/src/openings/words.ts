import type { AccountPage, OpeningAnswer, Role } from '@curbstop/contracts';
import type { OwnershipProof } from '@curbstop/policy';
import { OWNERSHIP_PROOFS } from '@curbstop/policy';
import { civilDay, money } from '@curbstop/ui';

/** Who opens accounts. */
export const OPENERS: readonly Role[] = ['clerk', 'finance', 'supervisor', 'asst-director-finance', 'admin'];

interface Option {
  readonly value: string;
  readonly label: string;
}

const PROOF_WORDS: Readonly<Record<OwnershipProof, string>> = {
  'escrow-statement': 'Escrow statement',
  deed: 'Deed',
  'tax-bill': 'Tax bill',
  'mortgage-statement': 'Mortgage statement',
};
export const PROOFS: readonly Option[] = [
  { value: '', label: 'None: a deposit is due' },
  ...OWNERSHIP_PROOFS.map((value) => ({ value, label: PROOF_WORDS[value] })),
];

export const WHO: readonly Option[] = [
  { value: 'new', label: 'Somebody new' },
  { value: 'known', label: 'A customer of the city' },
];

export const ROLES_THERE: readonly Option[] = [
  { value: 'owner-occupant', label: 'Owner who lives there' },
  { value: 'landlord', label: 'Landlord' },
  { value: 'tenant', label: 'Tenant' },
];

export const CLASSES: readonly Option[] = [
  { value: 'residential', label: 'Residential' },
  { value: 'commercial', label: 'Commercial' },
  { value: 'government', label: 'Government' },
  { value: 'state', label: 'State of California' },
];

export const LANGUAGES: readonly Option[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Spanish' },
  { value: 'zh', label: 'Chinese' },
  { value: 'tl', label: 'Tagalog' },
  { value: 'vi', label: 'Vietnamese' },
  { value: 'ko', label: 'Korean' },
];

/** What follows at the place when the sign-up is taken. */
export function openingEffect({ opensOn, deposit }: OpeningAnswer, page: AccountPage): readonly string[] {
  const on = civilDay(opensOn, 'week');
  const holder =
    page.status === 'active' ? [`${page.customer.name}’s account ends that day, and the meter is read.`] : [];
  const due = deposit > 0 ? `a deposit of ${money(deposit)} is due at once` : 'no deposit is due';
  const water =
    page.service === 'on'
      ? 'The water is on.'
      : deposit > 0
        ? 'The water comes on when the deposit is paid.'
        : 'A crew turns the water on.';
  return [`Service from ${on}; ${due}.`, ...holder, water];
}
