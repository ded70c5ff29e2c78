import { parseArguments } from './arguments.ts';
import { filesUnder, namesOf } from './files.ts';
import { tryAll } from './lanes.ts';
import { Unreadable } from './read/unreadable.ts';
import { jsonLines, textLines } from './report/outcome.ts';

/** Every `then` holds; one does not; a file could not be read. */
const STATUS = { holds: 0, fails: 1, unreadable: 2 } as const;

async function main(args: readonly string[], from: string): Promise<number> {
  const asked = parseArguments(args);
  if (typeof asked === 'string') {
    console.error(asked);
    return STATUS.unreadable;
  }
  let status: number = STATUS.holds;
  const worse = (than: number): void => {
    status = Math.max(status, than);
  };
  const found: string[] = [];
  for (const path of asked.paths) {
    try {
      found.push(...(await filesUnder(path, from)));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      console.error(error.message);
      worse(STATUS.unreadable);
    }
  }
  const files = [...new Set(found)];
  const names = namesOf(files, from);
  let [held, failed] = [0, 0];
  await tryAll(files, asked.policy, (outcome) => {
    const file = names.get(outcome.file) ?? outcome.file;
    if (outcome.is === 'unreadable') {
      console.error(outcome.says.replace(outcome.file, file));
      worse(STATUS.unreadable);
      return;
    }
    const lines = asked.json ? jsonLines({ ...outcome, file }) : textLines({ ...outcome, file }, asked);
    process.stdout.write(`${lines.join('\n')}\n`);
    if (asked.policy !== null) return;
    if (outcome.failures.length === 0) held += 1;
    else {
      failed += 1;
      worse(STATUS.fails);
    }
  });
  if (!asked.json && asked.policy === null) console.log(`${held} hold, ${failed} fail.`);
  return status;
}

process.exitCode = await main(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
