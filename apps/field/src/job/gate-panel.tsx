import { ago, ClauseTags, Icon } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useCityNow, useFormats } from '../tablet/use-tablet.ts';
import type { JobDraft } from './draft.ts';
import type { Gate } from './use-gate.ts';

function Sign({ yes }: { yes: boolean }): VNode {
  return (
    <svg class="f-gate-sign" viewBox="0 0 76 76" aria-hidden="true">
      {yes ? (
        <>
          <circle cx="38" cy="38" r="36" fill="var(--ok)" />
          <path
            d="M21 39l12 12 23-25"
            fill="none"
            stroke="var(--on-strong)"
            stroke-width="8"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </>
      ) : (
        <>
          <path d="M23 4h30l19 19v30L53 72H23L4 53V23z" fill="var(--stop)" />
          <path d="M24 38h28" stroke="var(--on-strong)" stroke-width="9" stroke-linecap="round" />
        </>
      )}
    </svg>
  );
}

interface Verdict {
  readonly yes: boolean;
  readonly title: string;
  readonly says: string;
  readonly clauses: readonly string[];
}

/** What the crew may do, from the gate's answer and how it stands now. */
function verdictOf(
  gate: Gate,
  draft: JobDraft,
  now: number,
  time: (at: number) => string,
  dayTime: (at: number) => string,
): Verdict | null {
  const { standing } = gate;
  const no = 'Do not close here';
  switch (standing.kind) {
    case 'none':
      if (gate.online) return null;
      return {
        yes: false,
        title: no,
        says: 'The city cannot be asked without a network, and no permit was given. The water stays on.',
        clauses: ['E.1'],
      };
    case 'refused': {
      const from = standing.earliest === null ? '' : ` Not before ${dayTime(standing.earliest)}.`;
      return { yes: false, title: no, says: `${standing.says}${from}`, clauses: standing.clauses };
    }
    case 'unproven':
      return { yes: false, title: no, says: `${standing.says} The water stays on.`, clauses: ['E.1'] };
    case 'expired':
      return {
        yes: false,
        title: no,
        says: `This customer may have paid since ${time(draft.gate?.heardAt ?? standing.permit.issuedAt)} and the tablet cannot know. The water stays on.`,
        clauses: ['E.1'],
      };
    case 'running': {
      const says = draft.gate?.answer.mayClose ? draft.gate.answer.says : '';
      return {
        yes: true,
        title: 'You may close',
        says: `City answered ${ago(draft.gate?.heardAt ?? null, now)}. ${says}`,
        clauses: [],
      };
    }
  }
}

/** The gate's answer, large: may the valve be closed, why, and by which clauses. */
export function GatePanel({ gate, draft }: { gate: Gate; draft: JobDraft }): VNode {
  const now = useCityNow();
  const { time, dayTime } = useFormats();
  const verdict = verdictOf(gate, draft, now, time, dayTime);
  if (!verdict) {
    return (
      <section class="f-gate f-gate-wait" role="status">
        <div>
          <p class="f-gate-title">Asking the city</p>
          <p>{gate.trouble ?? 'Payments, extensions, appeals and holds are looked at now.'}</p>
        </div>
      </section>
    );
  }
  const checks = draft.gate?.answer.mayClose && verdict.yes ? draft.gate.answer.checks : [];
  return (
    <>
      <section class={`f-gate ${verdict.yes ? 'f-gate-yes' : 'f-gate-no'}`} role="status">
        <Sign yes={verdict.yes} />
        <div>
          <p class="f-gate-title">{verdict.title}</p>
          <p>
            {verdict.says} <ClauseTags clauses={verdict.clauses} />
          </p>
          {gate.trouble !== null && <p>The city could not answer just now: {gate.trouble}</p>}
        </div>
      </section>
      {checks.length > 0 && (
        <ul class="f-checks">
          {checks.map((check) => (
            <li key={check.says}>
              <Icon name="tick" size={24} weight={2.5} />
              <span>
                {check.says} <ClauseTags clauses={check.clauses} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
