import type { VNode } from 'preact';
import { hrefOf } from '../routes.ts';
import type { KnownRoute } from '../routes.ts';

export interface PartLink {
  readonly says: string;
  readonly to: KnownRoute;
  readonly here: boolean;
  /** How many are there. */
  readonly count?: number;
}

/** The parts of one page, as links: Tab and Enter choose. */
export function PartsNav({ label, parts }: { label: string; parts: readonly PartLink[] }): VNode {
  return (
    <nav class="parts" aria-label={label}>
      {parts.map((part) => (
        <a key={part.says} href={hrefOf(part.to)} aria-current={part.here ? 'page' : undefined}>
          {part.says}
          {part.count !== undefined && part.count > 0 && <span class="tab-count">{part.count}</span>}
        </a>
      ))}
    </nav>
  );
}
