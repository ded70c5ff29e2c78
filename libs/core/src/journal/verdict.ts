import type { Sealed, Verification } from './verify.ts';

/** Places named one by one; a journal that was rewritten whole would fill the screen. */
const SHOWN = 20;

/** What the seals prove, and what they do not. */
function provedBy(sealed: Sealed | null): string {
  if (sealed === null || sealed.at === null)
    return 'No signed seal was found: the links fit one another, and whoever may write into the database could have made them all anew.';
  const last = `Signed seals: ${sealed.count}, the last of ${new Date(sealed.at).toISOString()}.`;
  if (sealed.unsealed === 0) return `${last} Every row is sealed.`;
  const rows = sealed.unsealed === 1 ? 'One row is' : `${sealed.unsealed} rows are`;
  return `${last} ${rows} newer: their links fit, and nothing outside the database has signed for them yet.`;
}

/** What was found of the journal, as lines for a person. */
export function journalVerdict({ rows, streams, broken, sealed }: Verification): { whole: boolean; says: string[] } {
  if (broken.length === 0)
    return { whole: true, says: [`The journal is whole: ${rows} rows in ${streams} chains.`, provedBy(sealed)] };
  const places = broken.length === 1 ? 'place' : 'places';
  return {
    whole: false,
    says: [...broken.slice(0, SHOWN), `The journal is broken at ${broken.length} ${places}.`],
  };
}
