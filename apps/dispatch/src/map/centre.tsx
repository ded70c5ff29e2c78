import { CheckField, Key, OrderMark, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import { countStates } from '../day/counts.ts';
import type { DayState } from '../day/day-state.ts';
import { familyOf, groupOf } from '../day/groups.ts';
import { Details } from '../details/details.tsx';
import type { Caught } from './caught.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { OrderMap } from './order-map.tsx';
import { Result } from './result.tsx';
import type { Layers } from './spots.ts';

/** How many orders stand where; over the map and over the table. */
export function CountsBar({ state }: { state: DayState }): VNode {
  const orders = useMemo(() => [...state.orders.values()], [state.orders]);
  const counts = useMemo(() => countStates(orders), [orders]);
  const turnOffs = orders.filter((order) => familyOf(order) === 'off' && groupOf(order) !== 'off').length;
  return (
    <div class="d-counts">
      <ul aria-label="Orders by state">
        {counts.map(({ key, word, fill, n }) => (
          <li key={key}>
            <OrderMark shape="square" fill={fill} size={20} /> <strong>{n}</strong> {word}
          </li>
        ))}
      </ul>
      <strong class="d-total">{turnOffs === 1 ? '1 turn-off' : `${turnOffs} turn-offs`}</strong>
    </div>
  );
}

function LayersMenu({ layers, onLayers }: { layers: Layers; onLayers: (layers: Layers) => void }): VNode {
  return (
    <div class="d-layers" role="group" aria-label="Layers of the map">
      <CheckField label="Routes" checked={layers.routes} onChecked={(routes) => onLayers({ ...layers, routes })} />
      <CheckField label="Trucks" checked={layers.trucks} onChecked={(trucks) => onLayers({ ...layers, trucks })} />
      <CheckField label="Done orders" checked={layers.done} onChecked={(done) => onLayers({ ...layers, done })} />
    </div>
  );
}

/** The middle: counts, map with its tools, what came of the last deed. */
export function Centre({ state }: { state: DayState }): VNode {
  const board = useBoard();
  const armed = useObservable(board.lasso);
  const [layers, setLayers] = useState<Layers>({ done: true, routes: true, trucks: true });
  const [menu, setMenu] = useState(false);
  const [fit, setFit] = useState(0);
  const [caught, setCaught] = useState<Caught | null>(null);
  return (
    <main class="d-centre" aria-label="Map">
      <CountsBar state={state} />
      <div class="d-map-box">
        <OrderMap state={state} layers={layers} fit={fit} onInside={setCaught} />
        <div class="d-tools" role="toolbar" aria-label="Map tools">
          <button type="button" aria-pressed={armed} onClick={() => board.lasso.set(!armed)}>
            Lasso <Key>L</Key>
          </button>
          <button type="button" aria-expanded={menu} onClick={() => setMenu(!menu)}>
            Layers
          </button>
          <button type="button" onClick={() => setFit(fit + 1)}>
            Fit list
          </button>
          <button type="button" onClick={() => board.asTable.set(true)}>
            Show as table
          </button>
        </div>
        {menu && <LayersMenu layers={layers} onLayers={setLayers} />}
        <Details state={state} />
        <ChosenBar state={state} inside={caught} armed={armed} />
      </div>
      <Result />
    </main>
  );
}
