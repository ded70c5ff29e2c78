import type { ReadingDecision, ReadingList } from '@curbstop/contracts';
import { dialWords } from '@curbstop/policy';
import type { Decision } from './reason-dialog.tsx';

type Reading = ReadingList['readings'][number];
type Decided = Pick<Reading, 'meterId' | 'serial' | 'at' | 'dial' | 'register' | 'version'>;

/** Who brought a reading. */
export const READ_BY: Readonly<Record<Reading['source'], string>> = {
  radio: 'Radio',
  crew: 'Crew',
  office: 'Office',
  loader: 'Earlier records',
};

/** What is asked before a reading is decided, and where the decision is sent. */
export function readingDecision(path: string, reading: Decided, deed: ReadingDecision['deed']): Decision {
  const { meterId, at, version, register, dial, serial } = reading;
  const words = {
    accept: ['Accept this reading?', 'Accept', 'It counts from now on. A bill that waited for it is made.'],
    void: ['Void this reading?', 'Void', 'It counts for nothing. A bill that ended at it becomes a task for finance.'],
    'began-again': [
      'Did the register begin again?',
      'It began again',
      'It is counted on from where it stood before, as if it had begun at nought then.',
    ],
  } as const;
  const [title, confirm, effect] = words[deed];
  return {
    title,
    confirm,
    path,
    body: { meterId, at, deed, version },
    field: 'reason',
    says: `${dialWords(register, dial)} on meter ${serial}. ${effect}`,
  };
}
