import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What a garden takes besides the house. Watering days follow the season; see register.ts. */
const irrigation = z.object({
  /** Litres of one watering in the height of summer. */
  litres: z.number().nonnegative(),
  /** Weekdays on which it runs, 0 for Sunday. */
  days: z.array(z.int().min(0).max(6)),
  /** Hour after midnight, standard time, at which it starts; it runs for two hours. */
  hour: z.int().min(0).max(22),
});
export type Irrigation = z.infer<typeof irrigation>;

const BEHAVIOURS = ['normal', 'slow', 'stuck', 'silent'] as const;
/** How a valve answers: at once, after minutes, with a fault, or not at all. */
export type Behaviour = (typeof BEHAVIOURS)[number];

/** One simulated device: a line of the file that the demo loader writes. */
export const simulatedMeter = z.object({
  /** Its MQTT user and client id. */
  device: z.string().min(1).max(64),
  serial: z.string().min(1),
  secret: z.string().min(1),
  /** Hex; null for a device that takes no commands. */
  commandKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Column of the consumption file, as `D001`. */
  series: z.string().min(1),
  /** How many times the series' household this one uses. */
  scale: z.number().nonnegative(),
  /** Register in litres at `epoch`. */
  base: z.int().nonnegative(),
  /** Milliseconds since 1970. */
  epoch: z.int(),
  irrigation: irrigation.nullable(),
  /** Whether it turns a valve besides reading a meter. */
  valve: z.boolean(),
  behaviour: z.enum(BEHAVIOURS),
});
export type SimulatedMeter = z.infer<typeof simulatedMeter>;

/** Reads the fleet: JSON, one device a line. */
export async function readFleet(path: string): Promise<SimulatedMeter[]> {
  const text = await readFile(path, 'utf8');
  const fleet: SimulatedMeter[] = [];
  for (const [nth, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = simulatedMeter.safeParse(JSON.parse(line));
    if (!read.success) {
      const [wrong] = read.error.issues;
      throw new Error(`Line ${nth + 1} of ${path}: ${wrong?.path.join('.')} ${wrong?.message}.`);
    }
    fleet.push(read.data);
  }
  return fleet;
}

/** The lines of such a file. */
export function writeFleet(fleet: readonly SimulatedMeter[]): string {
  return fleet.map((each) => `${JSON.stringify(each)}\n`).join('');
}
