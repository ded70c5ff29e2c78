import type { VNode } from 'preact';
import { MONEY_PARTS } from '../routes.ts';
import type { MoneyPart } from '../routes.ts';
import { PartsNav } from '../shell/parts-nav.tsx';
import { DropBoxPart } from './drop-box-part.tsx';
import { FilePart } from './file-part.tsx';
import { PaymentPart } from './payment-part.tsx';
import { ReturnsPart } from './returns-part.tsx';

const PARTS: Readonly<Record<MoneyPart, { readonly says: string; readonly part: () => VNode }>> = {
  payment: { says: 'Payment', part: PaymentPart },
  'drop-box': { says: 'Drop box', part: DropBoxPart },
  file: { says: 'Bank files', part: FilePart },
  returns: { says: 'Returns and website', part: ReturnsPart },
};

/** J, K: money that comes in, one by one, out of the drop box or in a bank's file; and what comes back. */
export function MoneyScreen({ part }: { part: MoneyPart }): VNode {
  const { part: Part } = PARTS[part];
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Money</h1>
        <PartsNav
          label="Money"
          parts={MONEY_PARTS.map((each) => ({
            says: PARTS[each].says,
            to: { name: 'money', part: each },
            here: each === part,
          }))}
        />
      </div>
      <Part key={part} />
    </>
  );
}
