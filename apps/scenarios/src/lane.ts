import { tryOne } from './lanes.ts';
import type { Job } from './lanes.ts';

/** A process that tries the files it is told of, until its parent lets go. */
process.on('message', (job: Job) => {
  void tryOne(job).then((done) => process.send?.(done));
});
