import { Button, Empty, Table } from '@curbstop/ui';
import type { Column } from '@curbstop/ui';
import type { VNode } from 'preact';
import { LoadedView } from '../load/loaded-view.tsx';
import { Trouble } from '../load/trouble.tsx';
import { AccountCell } from '../search/account-cell.tsx';
import { rowsByKey } from '../shell/rows-by-key.ts';
import type { Cases } from './use-cases.ts';

/** Every case belongs to an account. */
export interface OfAccount {
  readonly account: {
    readonly accountId: number;
    readonly number: string;
    readonly customer: string;
    readonly address: string;
  };
}

export interface CasesCardProps<T extends OfAccount> {
  readonly of: Cases<T>;
  /** What they are: `the appeals`. */
  readonly what: string;
  readonly none: readonly [title: string, says: string];
  readonly keyOf: (each: T) => number;
  readonly columns: readonly Column<T>[];
}

/** One list of cases, a line each, the account first. */
export function CasesCard<T extends OfAccount>({ of, what, none, keyOf, columns }: CasesCardProps<T>): VNode {
  const [title, says] = none;
  return (
    <LoadedView of={of} what={what}>
      {({ cases, next }) =>
        cases.length === 0 ? (
          <Empty title={title}>{says}</Empty>
        ) : (
          <section class="cs-card lined" onKeyDown={rowsByKey}>
            <Table
              caption={`Cases: ${what}`}
              rows={cases}
              keyOf={keyOf}
              columns={[
                {
                  key: 'account',
                  head: 'Account',
                  width: '300px',
                  cell: ({ account }) => <AccountCell {...account} name={account.customer} />,
                },
                ...columns,
              ]}
            />
            <Trouble error={of.fetching.error} />
            {next !== null && (
              <p class="card-more">
                <Button kind="quiet" size="small" busy={of.fetching.busy} onClick={of.more}>
                  Show more
                </Button>
              </p>
            )}
          </section>
        )
      }
    </LoadedView>
  );
}
