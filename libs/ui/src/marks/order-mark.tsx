import type { VNode } from 'preact';
import { glyphOf, inkOn, outlineOf } from './order-look.ts';
import type { MarkFill, MarkGlyph, MarkShape } from './order-look.ts';

// Outlines on a field of 30 units around 0,0; the mark itself spans 22.
const OUTLINES: Readonly<Record<MarkShape, string>> = {
  square: 'M-7-11h14a4 4 0 014 4v14a4 4 0 01-4 4h-14a4 4 0 01-4-4v-14a4 4 0 014-4z',
  circle: 'M-11.500 0a11.500 11.500 0 1023 0 11.500 11.500 0 10-23 0z',
  octagon: 'M-4.800-11.500h9.600l6.700 6.700v9.600l-6.700 6.700h-9.600l-6.700-6.700v-9.600z',
  diamond: 'M0-13L13 0 0 13-13 0z',
  triangle: 'M0-12.500L13 10.500h-26z',
};
const GLYPHS: Readonly<Record<MarkGlyph, string>> = {
  tick: 'M-5.500.2L-1.700 4 5.500-4',
  slash: 'M-6 6L6-6',
  pause: 'M-3.300-4.500v9M3.300-4.500v9',
  cross: 'M-4.500-4.500l9 9M4.500-4.500l-9 9',
  bang: 'M0-6.200V1.800M0 5.900v.2',
  waves: 'M-6-2.500a9 9 0 0112 0M-3 1.500a5 5 0 016 0M0 5.600v.2',
};

export interface OrderMarkProps {
  readonly shape: MarkShape;
  readonly fill: MarkFill;
  /** Place in the crew's day. */
  readonly number?: number | null;
  /** Side of the drawing in px; the shape fills three quarters of it. */
  readonly size?: number;
  /** Spoken name; left out where the words stand beside the mark. */
  readonly label?: string;
}

/** An order: shape is the kind, fill the state, number the place in the crew's day. Never by colour alone. */
export function OrderMark({ shape, fill, number, size = 30, label }: OrderMarkProps): VNode {
  const glyph = glyphOf(fill);
  const ink = inkOn(fill);
  // A triangle's middle lies low.
  const lower = shape === 'triangle' ? 3 : 0;
  return (
    <svg
      class="cs-order-mark"
      width={size}
      height={size}
      viewBox="-15 -15 30 30"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <path d={OUTLINES[shape]} fill="none" stroke="var(--mark-halo)" stroke-width="4.25" stroke-linejoin="round" />
      <path
        d={OUTLINES[shape]}
        fill={`var(--s-${fill})`}
        stroke={`var(${outlineOf(fill)})`}
        stroke-width="1.75"
        stroke-linejoin="round"
      />
      {glyph !== null && (
        <path
          d={GLYPHS[glyph]}
          transform={`translate(0 ${lower}) scale(${shape === 'triangle' ? 0.75 : 1})`}
          fill="none"
          stroke={ink}
          stroke-width={glyph === 'bang' ? 3.2 : 2.75}
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      )}
      {glyph === null && number != null && (
        <text y={4.2 + lower} text-anchor="middle" font-size={number > 99 ? 9 : 12} font-weight="700" fill={ink}>
          {number}
        </text>
      )}
    </svg>
  );
}
