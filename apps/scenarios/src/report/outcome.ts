import type { Outcome } from '../outcome.ts';
import { differenceLines } from './differ.ts';
import { explanation } from './explain.ts';
import { plainEvent } from './json.ts';
import { calendar, failureLines, notTakenLines } from './text.ts';

type Lived = Extract<Outcome, { is: 'lived' }>;

/** Each event, then the result: one JSON object a line. */
export function jsonLines({ title, life, failures, file }: Lived): string[] {
  const events = life.events.map((each) => ({ scenario: title, ...plainEvent(each, life.timeZone) }));
  const result = {
    scenario: title,
    result: failures.length === 0 ? 'pass' : 'fail',
    failures: failures.map(({ expectation, says, nearest }) => ({
      file,
      line: expectation.line,
      expectation: expectation.plain,
      says,
      nearest: nearest.map((each) => plainEvent(each, life.timeZone)),
    })),
  };
  return [...events, result].map((each) => JSON.stringify(each));
}

/** A report for people. */
export function textLines(outcome: Lived, { explain }: { readonly explain: boolean }): string[] {
  const { title, policy, life, failures, other, file } = outcome;
  if (other)
    return [`${title} (${policy}, and under ${other.policy})`, ...differenceLines({ policy, life }, other), ''];
  return [
    `${failures.length === 0 ? 'holds' : 'FAILS'}  ${title} (${policy})`,
    ...calendar(life.events, life.timeZone, explain ? explanation : undefined),
    ...notTakenLines(life, file),
    ...failures.flatMap((each) => failureLines(each, file, life.timeZone)),
    '',
  ];
}
