import { moratoriumList } from '@curbstop/contracts';
import type { MoratoriumList } from '@curbstop/contracts';
import { Button, Chip, cityFormats, Empty, mayUse, Table, useNow, useObservable } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { rowsByKey } from '../shell/rows-by-key.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { DeclareDialog, EndDialog } from './moratorium-dialogs.tsx';
import { DECLARE_ROLES, whereOf } from './moratorium.ts';

type Moratorium = MoratoriumList['moratoria'][number];

/** Reading 13: days on which nobody is turned off, in the city or on a route; a supervisor declares and ends them. */
export function Moratoria(): VNode {
  const { api, clock, session } = useDesk();
  const [version, setVersion] = useState(0);
  const again = (): void => setVersion((before) => before + 1);
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const now = useNow(clock, 15_000);
  const who = useObservable(session.state);
  const lock: Refusal | null =
    who.phase === 'in' && mayUse(who.me, DECLARE_ROLES)
      ? null
      : { reason: 'A supervisor or Finance declares and ends one.', clauses: ['Z.4'] };
  const declaring = useDialog<true>();
  const ending = useDialog<Moratorium>();
  const list = useLoaded(String(version), (signal) => api.get('/api/moratoria', moratoriumList, { signal }));
  return (
    <>
      <p class="page-do">
        <Button kind="primary" refused={lock} onClick={() => declaring.open(true)}>
          Declare a moratorium
        </Button>
      </p>
      <LoadedView of={list} what="the moratoria">
        {({ moratoria }) =>
          moratoria.length === 0 ? (
            <Empty title="No moratorium">
              Nothing but the policy itself keeps the water on. For a disaster, a heat wave or a freeze, nobody is
              turned off while a moratorium stands.
            </Empty>
          ) : (
            <section class="cs-card lined" onKeyDown={rowsByKey}>
              <Table
                caption="Moratoria that stand or are to come"
                rows={moratoria}
                keyOf={(each) => each.moratoriumId}
                columns={[
                  { key: 'where', head: 'Where', width: '160px', cell: whereOf },
                  {
                    key: 'state',
                    head: 'State',
                    width: '120px',
                    cell: (each) =>
                      each.from <= now ? <Chip tone="warn">Stands</Chip> : <Chip tone="plain">To come</Chip>,
                  },
                  { key: 'from', head: 'From', width: '190px', cell: (each) => formats.dayTime(each.from) },
                  { key: 'until', head: 'Until', width: '190px', cell: (each) => formats.dayTime(each.until) },
                  { key: 'why', head: 'Reason', cell: (each) => each.reason },
                  {
                    key: 'end',
                    head: '',
                    width: '90px',
                    cell: (each) =>
                      lock === null && (
                        <Button
                          size="small"
                          label={`End the moratorium for ${whereOf(each).toLowerCase()}`}
                          onClick={() => ending.open(each)}
                        >
                          End it
                        </Button>
                      ),
                  },
                ]}
              />
            </section>
          )
        }
      </LoadedView>
      {declaring.shown && <DeclareDialog onClose={declaring.close} onDone={again} />}
      {ending.shown && <EndDialog it={ending.shown} onClose={ending.close} onDone={again} />}
    </>
  );
}
