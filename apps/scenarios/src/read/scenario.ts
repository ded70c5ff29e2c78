import type { ProfileName } from '@curbstop/policy';
import { need, orElse, readFields, may } from './fields.ts';
import { profileName, readGiven } from './given.ts';
import type { Given } from './given.ts';
import { Item } from './item.ts';
import { readStep } from './steps.ts';
import type { Step } from './steps.ts';
import { readExpectation } from './then.ts';
import type { Expectation } from './then.ts';
import { Unreadable } from './unreadable.ts';
import { clause, filledText, listOf, oneOrMore, wall } from './values.ts';
import type { Wall } from './values.ts';

/** One scenario file, read and checked. Its times are those of the wall: the policy's time zone makes moments of them. */
export interface Scenario {
  readonly file: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly policy: ProfileName;
  readonly given: Given;
  /** In the order in which they happen. */
  readonly when: readonly Step[];
  readonly until: Wall | null;
  readonly then: readonly Expectation[];
}

const whole = (item: Item): Item => item;
const SCENARIO = {
  title: need(filledText),
  clauses: orElse(oneOrMore(clause), []),
  policy: orElse(profileName, 'glendora'),
  given: may(whole),
  when: orElse(listOf(whole), []),
  until: may(wall),
  then: orElse(listOf(whole), []),
};

/** Names that steps give to accounts, besides those of `given`. */
function namesGiven(steps: readonly Item[]): string[] {
  return steps.flatMap((step) =>
    step.isMap ? step.fields.filter((each) => each.name === 'new-customer').map((each) => each.text) : [],
  );
}

/** A bill or a payment that is asked for by name is one of its account. */
function refuseSameName(file: string, steps: readonly Step[]): void {
  const lines = new Map<string, number>();
  for (const step of steps) {
    if (step.do !== 'pay' && step.do !== 'issue-bill') continue;
    const { name } = step.its;
    if (name === undefined) continue;
    const what = `${step.do === 'pay' ? 'payment' : 'bill'} "${name}"`;
    const key = `${step.account} ${what}`;
    const line = lines.get(key);
    if (line !== undefined)
      throw new Unreadable(file, step.line, `The account "${step.account}" has a ${what} already, of line ${line}.`);
    lines.set(key, step.line);
  }
}

const momentOf = ({ day, time }: Wall): string => `${day} ${(time ?? '00:00').padEnd(8, ':00')}`;

/** Throws `Unreadable` with the line and what is allowed there. */
export function readScenario(file: string, text: string): Scenario {
  const item = Item.ofFile(file, text);
  if (!item.isMap) item.fail('A scenario is a map with title, clauses, policy, given, when, until and then.');
  const values = readFields(item, SCENARIO);
  const given = readGiven(values.given ?? null);
  const accounts = new Set([...given.accounts.keys(), ...namesGiven(values.when)]);
  const steps = values.when.map((each) => readStep(each, accounts));
  refuseSameName(file, steps);
  if (steps.length === 0 && values.until === undefined) item.fail('A scenario without steps needs the field "until".');
  return {
    file,
    title: values.title,
    clauses: values.clauses,
    policy: values.policy,
    given,
    when: steps.sort((a, b) => (momentOf(a.at) < momentOf(b.at) ? -1 : momentOf(a.at) > momentOf(b.at) ? 1 : 0)),
    until: values.until ?? null,
    then: values.then.map((each) => readExpectation(each, accounts)),
  };
}
