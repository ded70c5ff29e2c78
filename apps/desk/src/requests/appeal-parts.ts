import type { AccountPage, AppealMatterView } from '@curbstop/contracts';
import type { AppealFacts } from '@curbstop/policy';
import { civilDay, money } from '@curbstop/ui';

/** `the late charge` as `The late charge`. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A bill or charge as the value of a field: its ids alone, so that it outlives the list it was chosen from. */
export function matterKey({ billId, entryId }: Pick<AppealMatterView, 'billId' | 'entryId'>): string {
  return billId === null ? `charge/${entryId ?? ''}` : `bill/${billId}`;
}

/** The ids that such a value names. */
export function matterIds(key: string): { readonly billId: number | null; readonly entryId: number | null } {
  const [kind, id = ''] = key.split('/');
  const number = /^[1-9]\d*$/.test(id) ? Number(id) : null;
  return kind === 'bill' ? { billId: number, entryId: null } : { billId: null, entryId: number };
}

export function matterOf(page: AccountPage, key: string): AppealMatterView | null {
  return page.matters.find((each) => matterKey(each) === key) ?? null;
}

/** `Bill 3-2026-01, Jan 15, $123.45` */
export function matterSays({ about, dated, amount }: AppealMatterView): string {
  return `${sentence(about)}, ${civilDay(dated)}, ${money(amount)}`;
}

/** What an appeal is of, as people call it. */
export function aboutOf(page: AccountPage, appeal: AppealFacts): string {
  return matterOf(page, matterKey(appeal))?.about ?? (appeal.billId === null ? 'a charge' : 'a bill');
}

/** The appeal that a field names, alone: what is asked of it does not depend on others. */
export function appealAlone(page: AccountPage, appealId: string): { readonly appeals: readonly AppealFacts[] } {
  return { appeals: page.facts.appeals.filter((each) => String(each.appealId) === appealId) };
}

/** Appeals to choose from, as options of a field. */
export function appealOptions(
  page: AccountPage,
  which: (appeal: AppealFacts) => boolean,
): readonly { readonly value: string; readonly label: string }[] {
  return page.facts.appeals
    .filter(which)
    .map((appeal) => ({ value: String(appeal.appealId), label: sentence(aboutOf(page, appeal)) }));
}
