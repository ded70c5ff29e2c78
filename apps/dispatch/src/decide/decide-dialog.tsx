import { decideOrders, DECISIONS } from '@curbstop/contracts';
import type { Decision, DispatchOrder } from '@curbstop/contracts';
import { count, Dialog, SelectField, TextField, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import { crewsInOrder } from '../day/day-state.ts';
import type { DayState } from '../day/day-state.ts';
import { choicesFor, effectOf } from './decide-words.ts';

/** What happens next with orders that could not be done, or that dispatch holds; the reason goes into the journal. */
export function DecideDialog({
  state,
  orderIds,
  onClose,
}: {
  state: DayState;
  orderIds: readonly number[];
  onClose: () => void;
}): VNode {
  const board = useBoard();
  const busy = useObservable(board.deeds.busy);
  // As they stood when the question was put; what is changed meanwhile is refused by name.
  const [orders] = useState((): DispatchOrder[] => orderIds.flatMap((id) => state.orders.get(id) ?? []));
  const choices = choicesFor(orders);
  const [decision, setDecision] = useState<Decision>(choices[0] ?? 'again-today');
  const crews = crewsInOrder(state).filter((crew) => !orders.some((order) => order.crewId === crew.crewId));
  const [crewId, setCrewId] = useState<number | null>(crews[0]?.crewId ?? null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const decide = async (): Promise<void> => {
    const given = decideOrders.safeParse({
      orders: orders.map(({ orderId, version }) => ({ orderId, version })),
      decision,
      crewId: decision === 'other-crew' ? crewId : null,
      reason,
    });
    if (!given.success) return setError(given.error.issues[0]?.message ?? 'Say why in a few words.');
    const { orders: seen, ...what } = given.data;
    onClose();
    await board.deeds.decide(seen, what);
  };
  const [only] = orders;
  return (
    <Dialog
      open
      title={
        orders.length === 1 && only
          ? `What happens next with ${only.address}?`
          : `What happens next with ${count(orders.length, 'order')}?`
      }
      confirm={DECISIONS[decision]}
      danger={decision === 'strike'}
      cancel="Cancel"
      busy={busy}
      onConfirm={() => void decide()}
      onClose={onClose}
    >
      {orders.length === 1 && only?.outcome != null && <p>{only.outcome}</p>}
      <SelectField
        label="What happens next"
        value={decision}
        options={choices.map((choice) => ({ value: choice, label: DECISIONS[choice] }))}
        onValue={(value) => setDecision(choices.find((choice) => choice === value) ?? decision)}
      />
      <p class="d-row-fact">{effectOf(decision, orders)}</p>
      {decision === 'other-crew' && (
        <SelectField
          label="Crew"
          value={crewId === null ? '' : String(crewId)}
          options={crews.map((crew) => ({ value: String(crew.crewId), label: `${crew.name}, ${crew.truck}` }))}
          onValue={(value) => setCrewId(Number(value))}
        />
      )}
      <TextField
        label="Why"
        hint="The journal keeps it."
        value={reason}
        onValue={setReason}
        error={error}
        maxLength={200}
        required={false}
      />
    </Dialog>
  );
}
