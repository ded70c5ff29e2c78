import { Button } from '@curbstop/ui';
import type { VNode } from 'preact';
import type { SomeRows } from './some-rows.ts';

/** The way to the rows that are not drawn yet. */
export function MoreRows<T>({ of }: { of: SomeRows<T> }): VNode | null {
  if (of.left === 0) return null;
  return (
    <p class="card-more">
      <Button kind="quiet" size="small" onClick={of.more}>
        Show {of.step} more of {of.left.toLocaleString('en-US')}
      </Button>
    </p>
  );
}
