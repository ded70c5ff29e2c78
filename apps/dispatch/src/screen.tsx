import type { Me } from '@curbstop/contracts';
import { Failed, Loading, Offline, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { Lane } from './attention/lane.tsx';
import { AskedDialog } from './asked-dialog.tsx';
import { useBoard } from './board/board.ts';
import { Centre } from './map/centre.tsx';
import { useKeys } from './keys/use-keys.ts';
import { Pool } from './pool/pool.tsx';
import { Side } from './crews/side.tsx';
import { DayTable } from './table/day-table.tsx';
import { TopBar } from './top/top-bar.tsx';
import { useFormats } from './top/use-formats.ts';

/** What is wrong with what is seen, if anything: said once, over the panes. */
function State(): VNode | null {
  const board = useBoard();
  const formats = useFormats();
  const now = useNow(board.clock);
  const { state, failed, heardAt, lostSince } = useObservable(board.feed.view);
  const retry = (): void => void board.feed.read();
  const againIn = failed ? Math.max(0, Math.ceil((failed.nextTry - now) / 1_000)) : 0;
  if (lostSince !== null && failed && heardAt !== null)
    return <Offline since={formats.time(lostSince)} seenFrom={formats.exact(heardAt)} />;
  if (failed) {
    return (
      <Failed title="The list did not load" againIn={againIn} onRetry={retry}>
        {failed.says} {state !== null && heardAt !== null && `What you see is from ${formats.exact(heardAt)}.`}
      </Failed>
    );
  }
  if (lostSince !== null && heardAt !== null) {
    return (
      <div class="cs-state cs-offline" role="status">
        <strong>The live feed is down since {formats.time(lostSince)}</strong>
        <p>The list is read every 15 s instead, last at {formats.exact(heardAt)}.</p>
      </div>
    );
  }
  return null;
}

/** Pool, map or table, crews. */
export function Screen({ me }: { me: Me }): VNode {
  const board = useBoard();
  const { state } = useObservable(board.feed.view);
  const asTable = useObservable(board.asTable);
  const news = useObservable(board.news);
  useKeys(board);
  return (
    <div class="d-screen">
      <TopBar me={me} />
      <div class="d-notes">
        <State />
        {state && <Lane state={state} />}
      </div>
      {state === null ? (
        <main class="d-wait">
          <Loading what="the day’s list" />
        </main>
      ) : (
        <div class={`d-panes${asTable ? ' d-as-table' : ''}`}>
          {!asTable && <Pool state={state} />}
          {asTable ? <DayTable state={state} /> : <Centre state={state} />}
          <Side state={state} />
        </div>
      )}
      <p class="cs-unseen" role="status" aria-live="polite">
        {news}
      </p>
      {state && <AskedDialog state={state} />}
    </div>
  );
}
