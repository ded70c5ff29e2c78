import type { PolicyDecision } from '@curbstop/policy';
import { Button, ClauseTags, Icon } from '@curbstop/ui';
import type { VNode } from 'preact';

export interface VerdictProps {
  /** Null: nothing can be said yet. */
  readonly answer: PolicyDecision | null;
  /** False: this page is older than the city's policy. */
  readonly known: boolean;
  /** Puts a refusal on record; left out where it cannot be sent now. */
  readonly onRecord?: () => void;
}

/** What the policy would answer to what is typed so far, with its clauses; told again whenever it changes. */
export function Verdict({ answer, known, onRecord }: VerdictProps): VNode {
  return (
    <div role="status" class={`verdict${answer === null ? '' : answer.granted ? ' verdict-yes' : ' verdict-no'}`}>
      {answer === null ? (
        <p class="cs-muted">
          {known ? 'Fill in the rest to see what the policy says.' : 'The server decides when it is sent.'}
        </p>
      ) : (
        <>
          <p>
            <Icon name={answer.granted ? 'tick' : 'lock'} />{' '}
            <strong>{answer.granted ? 'Would be granted.' : 'Would be refused.'}</strong> {answer.says}{' '}
            <ClauseTags clauses={answer.clauses} />
          </p>
          {!answer.granted && onRecord && (
            <Button kind="quiet" size="small" onClick={onRecord}>
              Put the refusal on record
            </Button>
          )}
        </>
      )}
    </div>
  );
}
