import type { VNode } from 'preact';
import type { CasePart } from '../routes.ts';
import { PartsNav } from '../shell/parts-nav.tsx';
import { Appeals } from './appeals.tsx';
import { Arrangements } from './arrangements.tsx';
import { Moratoria } from './moratoria.tsx';
import { Reviews } from './reviews.tsx';

const PARTS: Readonly<Record<CasePart, { readonly says: string; readonly list: () => VNode }>> = {
  appeals: { says: 'Appeals', list: Appeals },
  arrangements: { says: 'Arrangements', list: Arrangements },
  reviews: { says: 'Reviews', list: Reviews },
  moratoria: { says: 'Moratoria', list: Moratoria },
};

/** What is open in the whole city, by what ends first; each case opens its account. */
export function CasesScreen({ part }: { part: CasePart }): VNode {
  const { list: List } = PARTS[part];
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Cases</h1>
        <PartsNav
          label="Cases shown"
          parts={(Object.keys(PARTS) as CasePart[]).map((each) => ({
            says: PARTS[each].says,
            to: { name: 'cases', part: each },
            here: each === part,
          }))}
        />
      </div>
      <List key={part} />
    </>
  );
}
