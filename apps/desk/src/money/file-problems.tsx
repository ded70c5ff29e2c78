import type { FilePreview } from '@curbstop/contracts';
import { count, Table } from '@curbstop/ui';
import type { VNode } from 'preact';

/** What is wrong with the file itself, by line, with what is allowed there; and what follows from it. */
export function FileProblems({ preview }: { preview: FilePreview }): VNode | null {
  const { problems, kind, mayPost } = preview;
  if (problems.length === 0) return null;
  return (
    <section class="cs-card lined">
      <h2 class="card-head">
        {count(new Set(problems.map((problem) => problem.line)).size, 'line')} cannot be read{' '}
        <span class="cs-muted cs-small">
          {kind === 'nacha-returns'
            ? 'The file is damaged, and nothing of it is posted. Ask the bank for it again.'
            : mayPost
              ? 'They are left out; the others are posted. Mend the lines and post the file again: the others stay.'
              : 'Mend the file, or choose what it holds.'}
        </span>
      </h2>
      <Table
        caption="Lines that cannot be read"
        rows={problems}
        keyOf={(problem) => problems.indexOf(problem)}
        columns={[
          { key: 'line', head: 'Line', num: true, width: '56px', cell: (problem) => problem.line },
          { key: 'says', head: 'What is allowed there', cell: (problem) => problem.says },
        ]}
      />
    </section>
  );
}
