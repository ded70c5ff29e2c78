import type { FileLine, FilePreview } from '@curbstop/contracts';
import { count, money } from '@curbstop/ui';
import type { Tone } from '@curbstop/ui';

export type FileKind = FilePreview['kind'];

export const FILE_KINDS: readonly { readonly value: FileKind; readonly label: string }[] = [
  { value: 'payments', label: 'Payments: lockbox, bill pay' },
  { value: 'nacha-returns', label: 'Returns: NACHA' },
];

/** Bytes as base64, a piece at a time: a bank's file is longer than a call takes arguments. */
export function base64Of(bytes: Uint8Array): string {
  const PIECE = 8_192;
  let text = '';
  for (let from = 0; from < bytes.length; from += PIECE)
    text += String.fromCharCode(...bytes.subarray(from, from + PIECE));
  return btoa(text);
}

/** What a file is, by how it begins: a NACHA file's header is a record 101. */
export function kindOf(name: string, content: string): FileKind {
  return content.replace(/^(?:\uFEFF|ï»¿)?\s*/, '').startsWith('101') || /\.ach$/i.test(name)
    ? 'nacha-returns'
    : 'payments';
}

export const OUTCOMES: Readonly<Record<FileLine['outcome'], readonly [says: string, tone: Tone]>> = {
  posted: ['Posts', 'ok'],
  task: ['For a clerk', 'action'],
  refused: ['Not taken', 'stop'],
  unknown: ['Not known', 'warn'],
  'done-before': ['Posted before', 'plain'],
};

export interface Tally {
  /** Lines that would be posted, or become a clerk's task. */
  readonly fresh: number;
  readonly freshCents: number;
  readonly before: number;
  /** Refused, or about nothing we know. */
  readonly left: number;
  /** Of those, payments for no account that there is: a clerk is asked when the file is posted. */
  readonly unknown: number;
  readonly leftCents: number;
}

/** What a file's lines come to. */
export function tallyOf(lines: readonly FileLine[]): Tally {
  const of = (...outcomes: FileLine['outcome'][]): FileLine[] =>
    lines.filter((each) => outcomes.includes(each.outcome));
  const sum = (some: readonly FileLine[]): number => some.reduce((cents, each) => cents + each.amount, 0);
  const left = of('refused', 'unknown');
  return {
    fresh: of('posted', 'task').length,
    // A notice of change moves no money.
    freshCents: sum(of('posted')),
    before: of('done-before').length,
    left: left.length,
    unknown: of('unknown').length,
    leftCents: sum(left),
  };
}

/** The verb and the count on the button. */
export function toPostSays({ fresh, freshCents, before, unknown }: Tally): string {
  if (fresh === 0 && before > 0) return 'Posted before';
  if (fresh === 0 && unknown > 0) return `Leave ${count(unknown, 'line')} to a clerk`;
  return `Post ${count(fresh, 'line')}, ${money(freshCents)}`;
}

/** What becomes of lines that were posted before; empty where there are none. */
export function beforeSays({ before }: Tally): string {
  if (before === 0) return '';
  return `${count(before, 'line')} ${before === 1 ? 'was posted before, and stays as it is' : 'were posted before, and stay as they are'}.`;
}

/** What the lines come to, before the file is posted or after. */
export function tallySays({ fresh, freshCents, before, left, leftCents }: Tally, done: boolean): string {
  return [
    `${count(fresh, 'line')} ${done ? 'posted' : 'to post'}, ${money(freshCents)}`,
    ...(before > 0 ? [`${before} posted before`] : []),
    ...(left > 0 ? [`${left} for a person, ${money(leftCents)}`] : []),
  ].join('; ');
}
