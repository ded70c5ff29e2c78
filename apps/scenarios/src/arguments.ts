import { isProfileName, profiles } from '@curbstop/policy';
import type { ProfileName } from '@curbstop/policy';
import { anyOf } from './read/unreadable.ts';

/** What was asked for on the command line. */
export interface Asked {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly explain: boolean;
  readonly policy: ProfileName | null;
}

export const USAGE = `npm run scenario -- [--json | --explain] [--policy NAME] PATH...
  PATH            a scenario file, or a folder of them
  --json          one JSON object a line: every event, then the result of its file
  --explain       under each event its clause, what the clause says, and the facts
  --policy NAME   live each file under this city's policy too, and say what differs: ${Object.keys(profiles).join(', ')}`;

/** Reads the command line; a sentence says what is wrong with it. */
export function parseArguments(args: readonly string[]): Asked | string {
  const paths: string[] = [];
  let [json, explain] = [false, false];
  let policy: ProfileName | null = null;
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (word === '--json') json = true;
    else if (word === '--explain') explain = true;
    else if (word === '--policy' || word.startsWith('--policy=')) {
      const name = word === '--policy' ? (args[(i += 1)] ?? '') : word.slice('--policy='.length);
      if (!isProfileName(name)) return `--policy is ${anyOf(Object.keys(profiles))}, not "${name}".`;
      policy = name;
    } else if (word.startsWith('-')) return `There is no option ${word}.\n\n${USAGE}`;
    else paths.push(word);
  }
  if (paths.length === 0) return `Say which files or folders.\n\n${USAGE}`;
  if (json && policy !== null) return 'What differs between two policies is a report for people: leave --json out.';
  return { paths, json, explain, policy };
}
