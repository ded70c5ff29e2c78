import type { CrewJob } from '@curbstop/contracts';
import { Button, Empty, Stepper, useObservable } from '@curbstop/ui';
import { isWithCrew, KINDS } from '@curbstop/work-orders';
import type { JobStep, Kind } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { OutboxPanel } from '../outbox/outbox-page.tsx';
import { go } from '../shell/route.ts';
import { useMedia } from '../shell/use-media.ts';
import { useFormats, useStops, useTablet } from '../tablet/use-tablet.ts';
import { closeLock } from './close-lock.ts';
import { JobHead } from './job-head.tsx';
import { currentStep, isDone, isReachable, turned } from './machine.ts';
import { StepView } from './steps/step-view.tsx';
import { STEP_NAMES, stepFact } from './step-words.ts';
import { useGate } from './use-gate.ts';

/** One job, step by step, as its kind asks. */
export function JobPage({ orderId, onSkip }: { orderId: number; onSkip: (orderId: number) => void }): VNode {
  const { all } = useStops();
  const { drafts } = useTablet();
  const draft = useObservable(drafts.of(orderId));
  const stop = all.find(({ job: one }) => one.orderId === orderId);
  const job = stop?.job;
  const kind = job && KINDS.get(job.kind);
  if (stop?.waitsForCashier) return <Waiting job={stop.job} />;
  if (!job || !isWithCrew(job.state) || job.recall || draft.endedAt !== null)
    return <Over job={job} turned={turned(draft)?.state ?? null} />;
  if (!kind) {
    return (
      <section class="f-page">
        <Empty title="This version of the app does not know this kind of order">
          Load the newer version, or call dispatch.
        </Empty>
      </section>
    );
  }
  return <Running job={job} kind={kind} onSkip={onSkip} />;
}

function Running({ job, kind, onSkip }: { job: CrewJob; kind: Kind; onSkip: (orderId: number) => void }): VNode {
  const { drafts } = useTablet();
  const draft = useObservable(drafts.of(job.orderId));
  const { time } = useFormats();
  const portrait = useMedia('(orientation: portrait), (max-width: 700px)');
  const current = currentStep(kind, draft, job);
  // A step that is done can be looked at again; the gate's yes stays until the crew goes on.
  const [pinned, setPinned] = useState<JobStep | null>(current === 'gate' ? 'gate' : null);
  if (current === 'gate' && pinned !== 'gate') setPinned('gate');
  const shown = pinned !== null && isReachable(kind, pinned, draft, job) ? pinned : current;
  const gate = useGate(job, draft, shown, kind.effect === 'off' && turned(draft) === null);
  const lock =
    kind.effect === 'off'
      ? closeLock({ job, draft, standing: gate.standing, online: gate.online, fresh: gate.fresh })
      : null;
  const stuck =
    kind.effect === 'off' &&
    turned(draft) === null &&
    !gate.online &&
    (shown === 'gate' || shown === 'close') &&
    gate.standing.kind !== 'running';
  const steps = kind.steps.map((step) => {
    const fact = stepFact(step, draft, job, time);
    const state =
      step === shown ? ('current' as const) : isDone(step, draft, job) ? ('done' as const) : ('next' as const);
    return { id: step, name: STEP_NAMES[step], state, ...(fact === undefined || step === shown ? {} : { fact }) };
  });
  return (
    <div class={`f-job${stuck ? ' f-job-stuck' : ''}`}>
      {!stuck && (
        <nav class="f-rail" aria-label="Steps of this job">
          <Stepper
            steps={steps}
            layout={portrait ? 'bar' : 'list'}
            onStep={(id) => {
              const step = kind.steps.find((one) => one === id);
              setPinned(step === undefined || step === current ? null : step);
            }}
          />
        </nav>
      )}
      <div class="f-job-main">
        <JobHead
          job={job}
          draft={draft}
          place={stuck ? null : `Step ${kind.steps.indexOf(shown) + 1} of ${kind.steps.length}`}
        />
        <StepView
          key={shown}
          shown={shown}
          job={job}
          kind={kind}
          draft={draft}
          gate={gate}
          lock={lock}
          stuck={stuck}
          happen={(event) => drafts.happen(job, event)}
          onNext={() => setPinned(null)}
          onSkip={onSkip}
        />
      </div>
      {stuck && (
        <section class="f-job-aside" aria-label="Outbox">
          <OutboxPanel />
        </section>
      )}
    </div>
  );
}

const ENDS: Readonly<Partial<Record<CrewJob['state'], string>>> = {
  completed: 'This order is done',
  'cannot-complete': 'This order was not completed',
};

/** The customer says that it is paid: nothing is done here until the cashier has answered. */
function Waiting({ job }: { job: CrewJob }): VNode {
  return (
    <section class="f-page">
      <h1>{job.address}</h1>
      <Empty title="Waits for the cashier">
        The customer says it is paid. Leave the water on and go on with your next stop; the answer comes here.
      </Empty>
      <Button kind="primary" onClick={() => go({ page: 'stops' })}>
        My stops
      </Button>
    </section>
  );
}

/** What to do about a job that went away, after what this tablet did to its valve. */
function awayWords(job: CrewJob | undefined, turned: 'open' | 'closed' | null): string {
  if (job && ENDS[job.state]) return 'What you entered is kept here until the server has it.';
  if (turned !== 'closed') return 'Leave the valve as it is.';
  return job?.recall ? 'You closed this valve: open it again now.' : 'You closed this valve: call dispatch now.';
}

/** The job is not the crew's to go on with. */
function Over({ job, turned }: { job: CrewJob | undefined; turned: 'open' | 'closed' | null }): VNode {
  const title = job?.recall
    ? 'This order was called off'
    : ((job && ENDS[job.state]) ?? 'This order is no longer on your list');
  return (
    <section class="f-page">
      {job && <h1>{job.address}</h1>}
      <Empty title={title}>{awayWords(job, turned)}</Empty>
      <Button kind="primary" onClick={() => go({ page: 'stops' })}>
        My stops
      </Button>
    </section>
  );
}
