import type { CrewJob } from '@curbstop/contracts';
import { kindWord } from '@curbstop/ui';
import { serialHint } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { go } from '../shell/route.ts';
import type { JobDraft } from './draft.ts';
import { matchSerial } from './serial.ts';

/** Where, what, which meter; and the way back to the list. */
export function JobHead({ job, draft, place }: { job: CrewJob; draft: JobDraft; place: string | null }): VNode {
  const matching = draft.serialAt !== null && matchSerial(draft.serial, job.meterSerial) === 'matches';
  return (
    <header class="f-job-head">
      <div class="cs-grow">
        <h1>{job.address}</h1>
        <p>
          {kindWord(job.kind)}, order {job.number}
          {job.meterSerial !== null && (
            <>
              {matching ? ' · meter ' : ' · meter ending in '}
              <strong>{matching ? job.meterSerial : serialHint(job.meterSerial)}</strong>
              {matching && ', typed and matching'}
            </>
          )}
        </p>
      </div>
      <div class="f-job-place">
        {place !== null && <strong>{place}</strong>}
        <button type="button" class="cs-link" onClick={() => go({ page: 'stops' })}>
          My stops
        </button>
      </div>
    </header>
  );
}
