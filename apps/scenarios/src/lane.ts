import { Ground } from './ground.ts';
import { tryOne } from './lanes.ts';
import type { Job } from './lanes.ts';

/** A process that tries the files it is told of, until its parent lets go. */
const ground = Ground.open();

process.on('message', (job: Job) => {
  void ground.then((ground) => tryOne(ground, job)).then((done) => process.send?.(done));
});
process.once('disconnect', () => {
  void ground.then((ground) => ground.close());
});
