import { readFile, rename, writeFile } from 'node:fs/promises';
import { VALVE_STATES } from '@curbstop/contracts';
import { z } from 'zod';
import type { Off } from './register.ts';

const off = z.object({ from: z.number(), to: z.number().nullable() });
const valve = z.object({
  state: z.enum(VALVE_STATES),
  lastSeq: z.int(),
  lastCmd: z.string().nullable(),
  /** Where it was going when it was last heard of. */
  target: z.enum(['open', 'closed']).nullable(),
});
export type ValveMemory = z.infer<typeof valve>;

const kept = z.object({
  /** Everything due up to here has been sent; milliseconds since 1970. */
  through: z.number().nullable(),
  boot: z.int(),
  off: z.record(z.string(), z.array(off)),
  valves: z.record(z.string(), valve),
  /** Devices at which billing last said that the water is off. */
  serviceOff: z.array(z.string()),
});
type Kept = z.infer<typeof kept>;

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

/** Where a fleet's memory lies: beside its file. */
export function memoryFileOf(fleetFile: string): string {
  return `${fleetFile}.memory.json`;
}

/** What devices remember that have sent everything up to a moment, some of them behind a closed curb stop. */
export function firstMemory(
  through: number,
  closed: readonly { readonly device: string; readonly from: number }[],
): string {
  const each: Kept = {
    through,
    boot: 0,
    off: Object.fromEntries(closed.map(({ device, from }) => [device, [{ from, to: null }]])),
    valves: {},
    serviceOff: closed.map(({ device }) => device),
  };
  return JSON.stringify(each);
}

/** What the devices of the city remember when their process ends, as real ones do in their own flash. */
export class Memory {
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string,
    readonly it: Kept,
  ) {}

  static async open(path: string): Promise<Memory> {
    let text: string | null = null;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    const each =
      text === null ? { through: null, boot: 0, off: {}, valves: {}, serviceOff: [] } : kept.parse(JSON.parse(text));
    each.boot += 1;
    const memory = new Memory(path, each);
    await memory.save();
    return memory;
  }

  valve(device: string): ValveMemory {
    return (this.it.valves[device] ??= { state: 'open', lastSeq: 0, lastCmd: null, target: null });
  }

  offOf(device: string): readonly Off[] {
    return this.it.off[device] ?? [];
  }

  /** Notes that no water can flow any more, or that it can again. Saying it twice changes nothing. */
  setFlow(device: string, on: boolean, at: number): void {
    const list = (this.it.off[device] ??= []);
    const last = list.at(-1);
    if (on && last?.to === null) last.to = at;
    if (!on && last?.to !== null) list.push({ from: at, to: null });
  }

  isOff(device: string): boolean {
    return this.it.off[device]?.at(-1)?.to === null;
  }

  /** Resolves once what is known now is on disk, whole. */
  save(): Promise<void> {
    const next = this.writing.then(async () => {
      await writeFile(`${this.path}.new`, JSON.stringify(this.it), { mode: 0o600 });
      await rename(`${this.path}.new`, this.path);
    });
    // A failed write is told to whoever waits for it, and does not stop the next one.
    this.writing = Promise.allSettled([next]).then(() => undefined);
    return next;
  }
}
