import type { AccountPage } from '@curbstop/contracts';
import { Chip, ClauseTag, ClauseTags, Dialog } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';

export interface WhyDialogProps {
  readonly open: boolean;
  readonly gate: AccountPage['gate'];
  readonly formats: CityFormats;
  readonly onClose: () => void;
}

function Answer({ gate, formats }: Pick<WhyDialogProps, 'gate' | 'formats'>): VNode {
  if (gate.mayClose) return <strong class="cs-stop-text">The valve may be closed now.</strong>;
  if (gate.earliest === null)
    return <strong>The valve may not be closed. As things stand there is no day on which it may.</strong>;
  return (
    <strong>The valve may not be closed now. It may from {formats.dayTime(gate.earliest)}, if nothing changes.</strong>
  );
}

/** Until when a term stands in the way, or since when it does not. */
function untilOf(term: AccountPage['gate']['terms'][number], formats: CityFormats): string {
  if (term.until === null) return term.binds ? 'an act ends it' : '';
  return term.binds ? formats.dayTime(term.until) : `ended ${formats.dayTime(term.until)}`;
}

/** The gate's answer with every term it looked at: clause, whether it stands in the way, until when. */
export function WhyDialog({ open, gate, formats, onClose }: WhyDialogProps): VNode {
  return (
    <Dialog open={open} title="Why these dates?" wide onClose={onClose}>
      <p class="why-answer">
        <Answer gate={gate} formats={formats} /> <ClauseTags clauses={gate.because} />
      </p>
      <table class="cs-table">
        <caption class="cs-unseen">Every term the gate looked at</caption>
        <thead>
          <tr>
            <th scope="col">Clause</th>
            <th scope="col">What it says</th>
            <th scope="col">Now</th>
            <th scope="col">Until</th>
          </tr>
        </thead>
        <tbody>
          {gate.terms.map((term) => (
            <tr key={`${term.code} ${term.clause} ${term.says}`}>
              <td>
                <ClauseTag clause={term.clause} />
              </td>
              <td>{term.says}</td>
              <td>{term.binds ? <Chip tone="ok">Keeps it open</Chip> : <Chip>Does not bind</Chip>}</td>
              <td class="nowrap">{untilOf(term, formats)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="cs-small why-note">
        The policy is checked again when the list is made, when it is released, at the door, and before the valve moves.
      </p>
    </Dialog>
  );
}
