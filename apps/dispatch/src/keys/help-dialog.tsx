import { CheckField, Dialog, Key } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { KEY_HELP } from './keys.ts';
import { setSingleKeys, singleKeys } from './use-keys.ts';

/** The keys, what the marks mean by shape, and the switch that turns single keys off. */
export function HelpDialog({ onClose }: { onClose: () => void }): VNode {
  const [single, setSingle] = useState(singleKeys());
  return (
    <Dialog open wide title="Keys and help" onClose={onClose}>
      <dl class="d-keys">
        {KEY_HELP.map(({ keys, does }) => (
          <div key={does}>
            <dt>{keys.map((key) => (key === '–' ? <span key={key}> to </span> : <Key key={key}>{key}</Key>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>
        With the mouse: a click opens an order, a click on its mark chooses it, Shift chooses up to there. Drag one
        order or the chosen ones onto a crew. A right click on a stop pins it. Square is a turn-off, circle a turn-on,
        octagon an urgent one, diamond a read, triangle a posting.
      </p>
      <CheckField
        label="Single keys act on this device"
        checked={single}
        onChecked={(on) => {
          setSingleKeys(on);
          setSingle(on);
        }}
      />
    </Dialog>
  );
}
