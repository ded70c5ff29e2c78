import type { ComponentChildren, VNode } from 'preact';

/** One column of a table of `Row`s. */
export interface Column<Row> {
  readonly key: string;
  readonly head: ComponentChildren;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers stand right. */
  readonly num?: boolean;
  readonly width?: string;
  /** Given, the head is a button that sorts. */
  readonly sorted?: 'up' | 'down' | 'no';
  readonly onSort?: () => void;
}

export interface TableProps<Row> {
  /** What the table holds, for who does not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  readonly selected?: (row: Row) => boolean;
  /** Given, a row is chosen by click or Enter. */
  readonly onChoose?: (row: Row) => void;
  readonly empty?: ComponentChildren;
}

const SORT = { up: 'ascending', down: 'descending', no: 'none' } as const;

/** Lines between rows only, numbers right. */
export function Table<Row>(props: TableProps<Row>): VNode {
  const { columns, rows, onChoose } = props;
  if (rows.length === 0 && props.empty !== undefined) return <>{props.empty}</>;
  return (
    <table class={`cs-table${onChoose ? ' cs-choosable' : ''}`}>
      <caption class="cs-unseen">{props.caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              class={column.num ? 'cs-num' : undefined}
              style={column.width ? { width: column.width } : undefined}
              aria-sort={column.sorted && SORT[column.sorted]}
            >
              {column.onSort ? (
                <button type="button" onClick={column.onSort}>
                  {column.head}
                  <span aria-hidden="true">{column.sorted === 'up' ? ' ▲' : column.sorted === 'down' ? ' ▼' : ''}</span>
                </button>
              ) : (
                column.head
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={props.keyOf(row)}
            tabIndex={onChoose ? 0 : undefined}
            aria-current={props.selected?.(row) ? 'true' : undefined}
            onClick={onChoose && (() => onChoose(row))}
            onKeyDown={
              onChoose &&
              ((event: KeyboardEvent) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) onChoose(row);
              })
            }
          >
            {columns.map((column) => (
              <td key={column.key} class={column.num ? 'cs-num' : undefined}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
