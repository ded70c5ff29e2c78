import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ProfileName } from '@curbstop/policy';
import { Ground } from './ground.ts';
import { tryFile } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** What a lane is told: a file to try. */
export interface Job {
  readonly nth: number;
  readonly file: string;
  readonly policy: ProfileName | null;
}
/** What it answers. */
export interface Done {
  readonly nth: number;
  readonly outcome: Outcome;
}

/** Fewer files than this are tried in this process: a second one takes longer to start than they take. */
const WORTH_IT = 6;
const MOST_LANES = 4;

/** A fault is told with its file, and ends the file, not the run. */
export async function tryOne(ground: Ground, { nth, file, policy }: Job): Promise<Done> {
  try {
    return { nth, outcome: await tryFile(ground, file, policy) };
  } catch (error) {
    const says = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { nth, outcome: { is: 'unreadable', file, says: `${file}: This could not be lived through. ${says}` } };
  }
}

/** Tries files one after the other in a process of its own. */
function otherProcess(take: () => Job | undefined, each: (done: Done) => void): Promise<void> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./lane.ts', import.meta.url)), {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((done, failed) => {
    let waiting = false;
    const next = (): void => {
      const job = take();
      waiting = job !== undefined;
      if (job) child.send(job);
      else child.disconnect();
    };
    child.on('message', (message: Done) => {
      each(message);
      next();
    });
    child.once('error', failed);
    child.once('exit', (code) =>
      waiting || code !== 0 ? failed(new Error(`A lane ended with status ${code}.`)) : done(),
    );
    next();
  });
}

async function thisProcess(take: () => Job | undefined, each: (done: Done) => void): Promise<void> {
  const ground = await Ground.open();
  try {
    for (let job = take(); job !== undefined; job = take()) each(await tryOne(ground, job));
  } finally {
    await ground.close();
  }
}

/** Tries all files, some side by side; `each` gets their outcomes in the order of the files. */
export async function tryAll(
  files: readonly string[],
  policy: ProfileName | null,
  each: (outcome: Outcome) => void,
): Promise<void> {
  const jobs = files.map((file, nth): Job => ({ nth, file, policy }));
  const waiting = [...jobs];
  const take = (): Job | undefined => waiting.shift();
  const finished = new Map<number, Outcome>();
  let printed = 0;
  const keep = ({ nth, outcome }: Done): void => {
    finished.set(nth, outcome);
    for (let next = finished.get(printed); next; next = finished.get(printed)) {
      each(next);
      finished.delete(printed);
      printed += 1;
    }
  };
  const lanes = files.length < WORTH_IT ? 1 : Math.min(MOST_LANES, Math.max(2, availableParallelism()));
  const others = Array.from({ length: lanes - 1 }, () => otherProcess(take, keep));
  await Promise.all([thisProcess(take, keep), ...others]);
}
