import { postedFiles } from '@curbstop/contracts';
import { Chip, cityFormats, Empty, Table, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';

/** The files that were posted, the latest first; the one that is looked at now is marked among them. */
export function PostedFilesCard({ hash }: { hash: string | null }): VNode {
  const { api, clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const list = useLoaded('files', (signal) => api.get('/api/payment-files', postedFiles, { signal }));
  return (
    <LoadedView of={list} what="the posted files">
      {({ files }) => (
        <section class="cs-card lined">
          <h2 class="card-head">Posted files</h2>
          <Table
            caption="Posted files, the latest first"
            rows={files}
            keyOf={(file) => file.fileId}
            empty={<Empty title="No file was posted yet">A posted file stands here for good.</Empty>}
            columns={[
              {
                key: 'name',
                head: 'File',
                cell: (file) => (
                  <>
                    {file.name} {file.hash === hash && <Chip tone="warn">This file</Chip>}
                  </>
                ),
              },
              {
                key: 'kind',
                head: 'Holds',
                width: '160px',
                cell: (file) => (file.kind === 'payments' ? 'Payments' : 'Returns'),
              },
              { key: 'at', head: 'Posted', width: '200px', cell: (file) => formats.dayTime(file.postedAt) },
              { key: 'by', head: 'By', width: '180px', cell: (file) => file.postedBy },
              { key: 'lines', head: 'Lines posted', num: true, width: '110px', cell: (file) => file.posted },
            ]}
          />
        </section>
      )}
    </LoadedView>
  );
}
