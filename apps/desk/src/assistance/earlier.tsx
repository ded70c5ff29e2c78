import type { Assistance } from '@curbstop/contracts';
import { civilDay, ClauseTag, money } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { endedWords } from './words.ts';

/** Plans and reviews that are over, and how they ended: one line each, the newest first. */
export function Earlier({ of, formats }: { of: Assistance['earlier']; formats: CityFormats }): VNode | null {
  const lines = endedWords(of);
  if (lines.length === 0) return null;
  return (
    <section class="help-part">
      <h3>Earlier</h3>
      <ul class="earlier">
        {lines.map((line) => (
          <li key={line.key}>
            <span class="cs-small cs-muted earlier-when">{civilDay(formats.civil(line.at), 'year')}</span>
            <span class="cs-grow">
              {line.says} <ClauseTag clause={line.clause} />
            </span>
            {line.total > 0 && <span class="cs-small">{money(line.total)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
