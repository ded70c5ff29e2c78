import type { FilePosted } from '@curbstop/contracts';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { tallyOf } from './files.ts';

/** What the server did with a file; for one that was posted before, that nothing was done twice. */
export function FileAnswer({ posted, name }: { posted: FilePosted; name: string }): VNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { fresh, left } = tallyOf(posted.lines);
  return (
    <div ref={box} tabIndex={-1} role="status" class={`cs-state ${fresh > 0 ? 'called-off' : ''}`}>
      <strong>{fresh > 0 ? `${name} is posted` : `${name} was posted before`}</strong>
      <p>
        {posted.says} {left > 0 && 'Lines that were not taken may be posted again once their reason is gone.'}
      </p>
    </div>
  );
}
