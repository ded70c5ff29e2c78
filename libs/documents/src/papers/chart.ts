import { usageWords } from '@curbstop/policy';
import type { UsageUnit } from '@curbstop/policy';
import type { PaperUse } from '@curbstop/contracts';
import { Flow } from '../engine/flow.ts';
import type { Words } from '../messages/words.ts';

const HEIGHT = 74;
/** Of a month's place, how much its bar takes. */
const BAR = 0.62;

/** Bars of the use, month by month; an estimate is outlined, and a month without a bill has none. */
export function drawChart(flow: Flow, uses: readonly PaperUse[], unit: UsageUnit, words: Words): void {
  const { page, frame, scale } = flow;
  const height = HEIGHT * scale;
  const labels = 9.5 * scale;
  const most = Math.max(1, ...uses.map((each) => each.units ?? 0));
  const wide = frame.width / Math.max(1, uses.length);
  flow.space(3);
  const top = flow.take(height + labels * 2.4, 'The chart');
  const base = top + labels * 1.2 + height;
  const values = uses.map(
    (use) => `${words.month(use.month)} ${use.units === null ? '–' : usageWords(use.units, unit)}`,
  );
  page.tagged(
    'Figure',
    () => {
      uses.forEach(({ units, estimated }, at) => {
        if (units === null) return;
        const size = (height * units) / most;
        const bar = { x: frame.x + wide * (at + (1 - BAR) / 2), y: base - size, width: wide * BAR, height: size };
        const bottom = page.height - bar.y - bar.height;
        if (!estimated) page.fill(bar);
        else if (size > 1) page.draw(`q 0.8 w ${bar.x + 0.4} ${bottom + 0.4} ${bar.width - 0.8} ${size - 0.8} re S Q`);
      });
    },
    words.text('bill.chart-words', { values: values.join(', ') }),
  );
  page.rule(frame.x, base, frame.width, 0.7);
  // The first and the last label stay within the frame.
  const place = (at: number, y: number): readonly [Flow, 'left' | 'center' | 'right'] => {
    const align = at === 0 ? 'left' : at === uses.length - 1 ? 'right' : 'center';
    const x = frame.x + wide * at - { left: 0, center: wide, right: wide * 2 }[align];
    return [new Flow(page, { x, y, width: wide * 3, height: labels * 1.6 }, scale), align];
  };
  page.artifact(() =>
    uses.forEach(({ month, units }, at) => {
      const ends = at === 0 || at === uses.length - 1;
      if (ends || at % 4 === 0) {
        const [label, align] = place(at, base + 1);
        label.text(words.month(month), { size: 6.4, align });
      }
      if (!ends || units === null) return;
      const [label, align] = place(at, base - (height * units) / most - labels);
      label.text(String(units), { size: 6.6, bold: true, align });
    }),
  );
}
