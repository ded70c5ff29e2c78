import type { VNode } from 'preact';
import { AXIS_HEIGHT, LINE, MOMENT_GAP } from './layout.ts';
import type { LabelText, LaidPoint, LaidZone, Layout } from './layout.ts';

const PATTERNS = { pay: 'come-pay', late: 'come-late' } as const;

function fillOf(zone: LaidZone): string {
  if (zone.kind === 'lost' || !zone.ahead) return `var(--zone-${zone.kind})`;
  return `url(#${PATTERNS[zone.kind]})`;
}

function Mark({ point, axis }: { point: LaidPoint; axis: number }): VNode {
  const y = axis + AXIS_HEIGHT / 2;
  if (point.look === 'risk') return <rect class="point-risk" x={point.x - 7} y={y - 7} width="14" height="14" rx="2" />;
  return <circle class={`point-${point.look}`} cx={point.x} cy={y} r="6" />;
}

/** The lines of one label with their place from the top. */
function linesOf(
  texts: readonly LabelText[],
): { readonly y: number; readonly title: string | null; readonly text: LabelText }[] {
  const lines: { y: number; title: string | null; text: LabelText }[] = [];
  let y = 0;
  for (const text of texts) {
    for (const title of [...text.title, null]) {
      lines.push({ y, title, text });
      y += LINE;
    }
    y += MOMENT_GAP;
  }
  return lines;
}

function Label({ point }: { point: LaidPoint }): VNode {
  const { box, anchor } = point.label;
  const x = { start: box.x, middle: box.x + box.width / 2, end: box.x + box.width }[anchor];
  return (
    <>
      {linesOf(point.texts).map(({ y, title, text }) => (
        <text
          key={y}
          x={x}
          y={box.y + y + 12}
          text-anchor={anchor}
          class={title === null ? 'fact' : text.risk ? 'title risk' : 'title'}
        >
          {title ?? (
            <>
              {text.when} · <tspan class="clause">{text.clause}</tspan>
            </>
          )}
        </text>
      ))}
    </>
  );
}

/** The drawing itself. Hidden from screen readers: the list says the same in words. */
export function Drawing({ layout }: { layout: Layout }): VNode {
  const { axis, today, points, zones, ticks, breaks, toPay } = layout;
  return (
    <svg
      class="timeline"
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
    >
      <defs>
        {(['pay', 'late'] as const).map((kind) => (
          <pattern
            key={kind}
            id={PATTERNS[kind]}
            width="6"
            height="6"
            patternTransform="rotate(45)"
            patternUnits="userSpaceOnUse"
          >
            <rect width="6" height="6" fill={`var(--zone-${kind}-soft)`} />
            <rect width="3" height="6" fill={`var(--zone-${kind})`} />
          </pattern>
        ))}
      </defs>
      {zones.map((zone) => (
        <rect
          key={`${zone.kind} ${zone.x}`}
          x={zone.x}
          y={axis}
          width={zone.width}
          height={AXIS_HEIGHT}
          fill={fillOf(zone)}
        />
      ))}
      {ticks.map((x) => (
        <path key={x} class="tick" d={`M${x} ${axis + AXIS_HEIGHT}v4`} />
      ))}
      {breaks.map((x) => (
        <g key={x}>
          <path class="break-gap" d={`M${x - 4} ${axis + 14}l6 -18M${x + 4} ${axis + 14}l6 -18`} />
          <path class="break" d={`M${x - 6} ${axis + 14}l6 -18M${x + 5} ${axis + 14}l6 -18`} />
        </g>
      ))}
      {toPay && (
        <text class="fact" x={toPay.x} y={axis - 9} text-anchor="middle">
          {toPay.says}
        </text>
      )}
      {points.map((point) => (
        <path key={point.x} class="leader" d={`M${point.x} ${point.label.leader.from}V${point.label.leader.to}`} />
      ))}
      <path class="today-line" d={`M${today.x} ${today.flag.y + today.flag.height}V${axis + AXIS_HEIGHT + 13}`} />
      {points.map((point) => (
        <Mark key={point.x} point={point} axis={axis} />
      ))}
      {points.map((point) => (
        <Label key={point.x} point={point} />
      ))}
      <rect
        class="today-flag"
        x={today.flag.x}
        y={today.flag.y}
        width={today.flag.width}
        height={today.flag.height}
        rx="4"
      />
      <text class="today-text" x={today.flag.x + today.flag.width / 2} y={today.flag.y + 15} text-anchor="middle">
        {today.says}
      </text>
    </svg>
  );
}
