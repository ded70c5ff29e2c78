import { BILLING_OFFICE } from '@curbstop/contracts';
import type { Me, Role } from '@curbstop/contracts';
import { mayUse, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { hrefOf } from '../routes.ts';
import type { KnownRoute, Route } from '../routes.ts';
import { total } from '../tasks/lists.ts';
import { useCounts } from '../tasks/use-counts.ts';
import { useTaskNews } from '../tasks/use-task-news.ts';

/** Who sees the runs; undoing one is finance's. */
export const BATCH_ROLES: readonly Role[] = ['clerk', 'supervisor', 'finance', 'asst-director-finance', 'admin'];
export const UNDO_ROLES: readonly Role[] = ['finance', 'asst-director-finance', 'admin'];

/** Who takes money and enters what comes back. */
export const MONEY_ROLES: readonly Role[] = ['cashier', ...BATCH_ROLES];

interface Page {
  readonly says: string;
  readonly to: KnownRoute;
  readonly of: readonly Route['name'][];
  readonly roles?: readonly Role[];
}

const PAGES: readonly Page[] = [
  { says: 'Accounts', to: { name: 'accounts', query: '' }, of: ['accounts', 'account', 'opening'] },
  { says: 'Tasks', to: { name: 'tasks', state: 'open', role: null }, of: ['tasks'] },
  { says: 'Money', to: { name: 'money', part: 'payment' }, of: ['money'], roles: MONEY_ROLES },
  { says: 'Batches', to: { name: 'batches', until: null }, of: ['batches', 'batch', 'preview'], roles: BATCH_ROLES },
  { says: 'Meters', to: { name: 'meters', part: 'held-bills' }, of: ['meters'], roles: BILLING_OFFICE },
  { says: 'Cases', to: { name: 'cases', part: 'appeals' }, of: ['cases'] },
  { says: 'Reports', to: { name: 'reports' }, of: ['reports'] },
];

/** How many tasks wait, in the bar; late ones are told in words too. */
function TaskCount(): VNode | null {
  const [version] = useTaskNews();
  const counts = useCounts(version).data;
  if (!counts) return null;
  const { open, late } = total(counts, null);
  if (open === 0) return null;
  return (
    <span class={late > 0 ? 'nav-count nav-late' : 'nav-count'} title={`${open} open, ${late} late`}>
      {open}
      <span class="cs-unseen"> open{late > 0 && `, ${late} late`}</span>
    </span>
  );
}

/** The desk's pages, those that the user's roles open. */
export function Nav({ route, me }: { route: Route; me: Me }): VNode {
  const { clock } = useDesk();
  const time = useObservable(clock.time);
  const admin = mayUse(me, ['admin']);
  return (
    <nav class="desk-nav" aria-label="Pages">
      {mayUse(me, ['dispatcher', 'admin']) && <a href="/dispatch/">Dispatch</a>}
      {PAGES.filter(({ roles }) => !roles || mayUse(me, roles)).map((page) => (
        <a key={page.says} href={hrefOf(page.to)} aria-current={page.of.includes(route.name) ? 'page' : undefined}>
          {page.says}
          {page.says === 'Tasks' && <TaskCount />}
        </a>
      ))}
      {admin && (
        <a href={hrefOf({ name: 'staff' })} aria-current={route.name === 'staff' ? 'page' : undefined}>
          Staff
        </a>
      )}
      {admin && time.demo && (
        <a href={hrefOf({ name: 'clock' })} aria-current={route.name === 'clock' ? 'page' : undefined}>
          Clock
        </a>
      )}
      {admin && <a href="/health">Health</a>}
    </nav>
  );
}
