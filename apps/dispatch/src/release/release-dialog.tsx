import type { BulkResult, DispatchDay, DispatchOrder } from '@curbstop/contracts';
import { ClauseTags, count, Dialog, Failed, Loading, money, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import { whyNot } from '../board/why-not.ts';
import type { DayState } from '../day/day-state.ts';
import { useFormats } from '../top/use-formats.ts';
import { isWholeList, releaseView } from './release-words.ts';

type Answer =
  | { readonly came: 'waiting' }
  | { readonly came: 'failed'; readonly says: string }
  | { readonly came: 'yes'; readonly preview: BulkResult };

function LeftOut({ preview, state }: { preview: BulkResult; state: DayState }): VNode | null {
  if (preview.refused.length === 0) return null;
  return (
    <>
      <h3>{count(preview.refused.length, 'order')} left out</h3>
      <ul class="d-left-out">
        {preview.refused.map((line) => {
          const order = state.orders.get(line.orderId);
          return (
            <li key={line.orderId}>
              <span class="cs-grow">
                <strong>{line.address}</strong>
                <span class="d-line">
                  {line.says} <ClauseTags clauses={line.clauses} />
                </span>
              </span>
              {order && order.pastDue > 0 && <span>{money(order.pastDue)}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Accounts past day 60 that are on no list, each with the clause that keeps it off. */
function KeptOff({ blocked }: { blocked: DispatchDay['blocked'] }): VNode | null {
  const formats = useFormats();
  if (blocked.length === 0) return null;
  return (
    <>
      <h3>{count(blocked.length, 'account')} past day 60 not on the list</h3>
      <ul class="d-left-out">
        {blocked.map(({ accountId, address, says, clause, earliest, pastDue }) => (
          <li key={accountId}>
            <span class="cs-grow">
              <strong>{address}</strong>
              <span class="d-line">
                {says}
                {earliest !== null && ` Not before ${formats.dayTime(earliest)}.`} <ClauseTags clauses={[clause]} />
              </span>
            </span>
            <span>{money(pastDue)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Asks the gate for each order first, and names who is left out and by which clause, before anything is released. */
export function ReleaseDialog({
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
  const [answer, setAnswer] = useState<Answer>({ came: 'waiting' });
  const asked = (): DispatchOrder[] => orderIds.flatMap((id) => board.feed.view.get().state?.orders.get(id) ?? []);
  const ask = async (): Promise<void> => {
    setAnswer({ came: 'waiting' });
    try {
      setAnswer({ came: 'yes', preview: await board.deeds.preview(asked()) });
    } catch (error) {
      setAnswer({ came: 'failed', says: whyNot(error) });
    }
  };
  useEffect(() => void ask(), []);

  const preview = answer.came === 'yes' ? answer.preview : null;
  const view = preview && releaseView(preview, state.orders);
  const n = preview?.done.length ?? 0;
  const release = async (): Promise<void> => {
    if (!preview) return;
    await board.deeds.release(preview.done);
    onClose();
  };
  return (
    <Dialog
      open
      wide
      title={view?.title ?? `Release ${count(orderIds.length, 'order')}?`}
      busy={busy}
      onClose={onClose}
      {...(n > 0 ? { confirm: `Release ${n}`, onConfirm: () => void release() } : {})}
    >
      {answer.came === 'waiting' && <Loading what="the gate’s answer for each order" />}
      {answer.came === 'failed' && (
        <Failed title="The gate could not be asked" onRetry={() => void ask()}>
          {answer.says} Nothing is released.
        </Failed>
      )}
      {preview && view && (
        <>
          {n > 0 && (
            <p>
              Each order is checked again before release.{' '}
              {view.byCrew > 0 &&
                'Crews see theirs as soon as you assign them, and you can recall each until its valve closes.'}
            </p>
          )}
          {view.remote.length > 0 && (
            <div class="d-remote-note">
              <strong>
                {view.remote.length === 1
                  ? '1 has a remote valve: releasing it sends the command.'
                  : `${view.remote.length} have remote valves: releasing them sends the commands.`}
              </strong>{' '}
              Each command is checked once more when it is sent. A payment or a hold before then withdraws it.
              <ul>
                {view.remote.map((order) => (
                  <li key={order.orderId}>{order.address}</li>
                ))}
              </ul>
            </div>
          )}
          <LeftOut preview={preview} state={state} />
          {isWholeList(orderIds, state.orders) && <KeptOff blocked={state.day.blocked} />}
        </>
      )}
    </Dialog>
  );
}
