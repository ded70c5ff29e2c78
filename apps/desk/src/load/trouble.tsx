import { ClauseTags, Icon, Problem } from '@curbstop/ui';
import type { VNode } from 'preact';
import { whyFailed } from './says.ts';

export interface TroubleProps {
  /** What went wrong; null shows nothing. */
  readonly error: unknown;
  /** What to do when no answer came: `Send it again: it counts once.` */
  readonly unknown?: string;
}

/** Why the server said no, with its clauses; or that no answer came, and what is safe to do then. */
export function Trouble({ error, unknown = 'Nothing typed is lost. Try again.' }: TroubleProps): VNode {
  return (
    <div role="alert" class="trouble">
      {error !== null && error !== undefined && (
        <p class="cs-error">
          <Icon name="warning" />
          <span>
            {whyFailed(error)}{' '}
            {error instanceof Problem && error.status < 500 ? <ClauseTags clauses={error.clauses} /> : unknown}
          </span>
        </p>
      )}
    </div>
  );
}
