import type { AccountPage } from '@curbstop/contracts';
import type { Day } from '@curbstop/policy';
import { Chip } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { chipsOf, placeLine, sumsOf } from './facts.ts';

/** Who, in which state, where, and the amounts that matter now. */
export function Head({ page, formats, now }: { page: AccountPage; formats: CityFormats; now: number }): VNode {
  const today = formats.civil(now) as Day;
  const reach = [page.customer.phone, page.customer.email].filter((way) => way !== '').join(' · ');
  return (
    <header class="head">
      <div class="head-who">
        <div class="head-name">
          <h1>{page.customer.name}</h1>
          {chipsOf(page, today).map((chip) => (
            <Chip key={chip.says} tone={chip.tone}>
              {chip.says}
            </Chip>
          ))}
        </div>
        <p class="cs-muted">{placeLine(page, now)}</p>
        {reach !== '' && <p class="cs-muted cs-small">{reach}</p>}
      </div>
      <dl class="sums">
        {sumsOf(page, formats, now).map((sum) => (
          <div key={sum.label}>
            <dt>{sum.label}</dt>
            <dd class={sum.pressing ? 'cs-stop-text' : undefined}>{sum.value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}
