import type { ComponentChildren, VNode } from 'preact';

export type Tone = 'plain' | 'ok' | 'warn' | 'stop' | 'action';

/** A state in words. The colour only repeats it. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ComponentChildren }): VNode {
  return <span class={`cs-chip cs-${tone}`}>{children}</span>;
}

/** The clause of the policy that carries a fact, after the fact. Staff screens only. */
export function ClauseTag({ clause }: { clause: string }): VNode {
  return (
    <span class="cs-clause" title={`Policy ${clause}`}>
      <span class="cs-unseen">policy </span>
      {clause}
    </span>
  );
}

/** Several clauses, in the order given. */
export function ClauseTags({ clauses }: { clauses: readonly string[] }): VNode {
  return (
    <>
      {clauses.map((clause) => (
        <ClauseTag key={clause} clause={clause} />
      ))}
    </>
  );
}

/** A key to press, shown beside what it does. */
export function Key({ children }: { children: ComponentChildren }): VNode {
  return <kbd class="cs-key">{children}</kbd>;
}
