import type { Verification } from '@curbstop/core';

/** Places named one by one; a journal that was rewritten whole would fill the screen. */
const SHOWN = 20;

/** What was found of the journal, as lines for a person. */
export function journalVerdict({ rows, streams, broken }: Verification): { whole: boolean; says: string[] } {
  if (broken.length === 0) return { whole: true, says: [`The journal is whole: ${rows} rows in ${streams} chains.`] };
  const places = broken.length === 1 ? 'place' : 'places';
  return {
    whole: false,
    says: [...broken.slice(0, SHOWN), `The journal is broken at ${broken.length} ${places}.`],
  };
}
