import { useObservable } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import { useTablet } from '../tablet/use-tablet.ts';
import { recallDue } from './due.ts';
import { RecallPage } from './recall-page.tsx';

/** While a recall waits for its answer nothing else can be reached. What was entered below it is kept. */
export function RecallGuard({ children }: { children: ComponentChildren }): VNode {
  const { recalls, queue } = useTablet();
  const standing = useObservable(recalls.standing);
  const { waiting } = useObservable(queue);
  const due = recallDue(
    standing,
    waiting.map((record) => record.action),
  );
  if (due) return <RecallPage key={`${due.job.orderId}/${due.recall.at}`} due={due} />;
  return <>{children}</>;
}
