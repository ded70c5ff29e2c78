import { Worker } from 'node:worker_threads';

/** What watches from beside: it counts its own ticks, so that a machine that slept is not taken for a program that hangs. */
const WATCH = `
const { workerData } = require('node:worker_threads');
const beat = new Int32Array(workerData.beat);
let [last, ticks] = [Atomics.load(beat, 0), 0];
setInterval(() => {
  const now = Atomics.load(beat, 0);
  ticks = now === last ? ticks + 1 : 0;
  last = now;
  if (ticks < workerData.quietTicks) return;
  require('node:fs').writeSync(2, 'The start computes without end. It is killed, to be started again.\\n');
  process.kill(process.pid, 'SIGKILL');
}, workerData.tickMs);
`;

/**
 * Kills this process when its event loop answers nothing for so many ticks: a start that computes without end hears no timer of its
 * own. Returns what ends the watch.
 */
export function guardStart(quietTicks: number, tickMs: number): () => void {
  const beat = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const counter = new Int32Array(beat);
  const beating = setInterval(() => Atomics.add(counter, 0, 1), tickMs / 2);
  const worker = new Worker(WATCH, { eval: true, execArgv: [], workerData: { beat, quietTicks, tickMs } });
  beating.unref();
  worker.unref();
  return () => {
    clearInterval(beating);
    void worker.terminate();
  };
}
