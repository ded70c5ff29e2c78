import type { ComponentChildren, VNode } from 'preact';
import { PartsNav } from '../shell/parts-nav.tsx';

/** The head of the batches' pages. */
export function BatchesNav({
  here,
  children,
}: {
  here: 'batches' | 'preview' | null;
  children?: ComponentChildren;
}): VNode {
  return (
    <div class="page-top">
      <h1 class="page-head">Batches</h1>
      <PartsNav
        label="Batches"
        parts={[
          { says: 'Completed', to: { name: 'batches', until: null }, here: here === 'batches' },
          {
            says: 'Preview',
            to: { name: 'preview', kind: 'penalties', day: null },
            here: here === 'preview',
          },
        ]}
      />
      {children}
    </div>
  );
}
