import { cityFormats, Failed, Loading as LoadingBlock, Problem, useObservable } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { whyFailed } from './says.ts';
import type { Loading } from './use-loaded.ts';

export interface LoadedViewProps<T> {
  readonly of: Loading<T>;
  /** What it is: `the ledger`. */
  readonly what: string;
  readonly children: (data: T) => ComponentChildren;
}

/** What was read; before that what is fetched; after a failure what is kept and what happens next. */
export function LoadedView<T>({ of, what, children }: LoadedViewProps<T>): VNode {
  const { clock } = useDesk();
  const { timeZone } = useObservable(clock.time);
  const { data, error, asOf, againIn } = of;
  const again = againIn === null ? {} : { againIn };
  const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} did not load`;
  return (
    <>
      {error !== null && error !== undefined && (
        <Failed title={title} onRetry={of.reload} {...again}>
          {whyFailed(error)}{' '}
          {data !== null && asOf !== null && `What you see is from ${cityFormats(timeZone).time(asOf)}.`}
          {error instanceof Problem && error.status === 404 && 'The number in the address may be wrong.'}
        </Failed>
      )}
      {data === null && (error === null || error === undefined) && <LoadingBlock what={what} />}
      {data !== null && children(data)}
    </>
  );
}
