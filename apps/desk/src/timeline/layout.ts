import type { Moment } from '@curbstop/contracts';
import type { Day } from '@curbstop/policy';
import { axisOf, dayAfter } from './axis.ts';
import { placeLabels } from './labels.ts';
import type { Box, LabelPlace } from './labels.ts';
import { dayOfBill, pointsOf, zonesOf } from './story.ts';
import type { PointLook, Story, Zone } from './story.ts';

/** One moment in words. */
export interface LabelText {
  /** In lines no longer than {@link WIDEST}. */
  readonly title: readonly string[];
  /** Day and hour. */
  readonly when: string;
  readonly clause: string;
  readonly risk: boolean;
}

export interface LaidPoint {
  readonly x: number;
  readonly look: PointLook;
  readonly label: LabelPlace;
  readonly texts: readonly LabelText[];
}

export interface LaidZone {
  readonly kind: Zone['kind'];
  readonly x: number;
  readonly width: number;
  /** Still to come. */
  readonly ahead: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The axis' upper edge. */
  readonly axis: number;
  readonly zones: readonly LaidZone[];
  readonly ticks: readonly number[];
  readonly breaks: readonly number[];
  readonly points: readonly LaidPoint[];
  readonly today: { readonly x: number; readonly flag: Box; readonly says: string };
  /** How long there is to pay, over the first stretch; null where it would touch something. */
  readonly toPay: { readonly x: number; readonly says: string } | null;
}

export interface LayoutInput {
  readonly story: Story;
  readonly today: Day;
  readonly width: number;
  /** Width of a text in px. */
  readonly measure: (text: string, font: 'title' | 'fact') => number;
  readonly whenOf: (moment: Moment) => string;
}

export const AXIS_HEIGHT = 10;
/** Height of one line of a label. */
export const LINE = 16;
/** Space after a moment's lines, before the next of the same day. */
export const MOMENT_GAP = 2;
/** Titles longer than this are broken between words. */
const WIDEST = 184;
const EDGE = 40;
const FLAG_HEIGHT = 22;
const FLAG_RISE = 27;
const TICK_ROOM = 9;

/** Breaks a title between words into lines of about the same length, none longer than {@link WIDEST} unless one word is. */
export function wrap(text: string, measure: (line: string) => number): string[] {
  const lines = Math.ceil(measure(text) / WIDEST);
  const wanted = lines <= 1 ? WIDEST : Math.max(measure(text) / lines + 24, 60);
  const found: string[] = [];
  // An hour is never parted from its am or pm, nor a month from its day.
  const bound = text.replace(/ (?=[ap]m\b)/g, '\u00a0').replace(/\b([A-Z][a-z]{2}) (?=\d{1,2}\b)/g, '$1\u00a0');
  for (const word of bound.split(' ')) {
    const last = found.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer) <= Math.min(wanted, WIDEST)) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

/** Cuts a zone at today. */
function cut(kind: Zone['kind'], from: number, to: number, today: number): LaidZone[] {
  const parts: LaidZone[] = [];
  if (from < today) parts.push({ kind, x: from, width: Math.min(to, today) - from, ahead: false });
  if (to > today) parts.push({ kind, x: Math.max(from, today), width: to - Math.max(from, today), ahead: true });
  return parts.filter((part) => part.width > 0);
}

/**
 * Where everything on the timeline stands, in px; pure, so that it can be tried without a screen. Null when so much happened
 * that a drawing of this width cannot hold it.
 */
export function layOut(input: LayoutInput): Layout | null {
  const { story, today, width, measure } = input;
  const points = pointsOf(story.moments);
  const lastDay = [story.billDate, today, ...points.map((point) => point.day)].sort().at(-1) ?? today;
  const end = dayAfter(dayAfter(lastDay));
  const axis = axisOf([story.billDate, today, end, ...points.map((point) => point.day)], EDGE, width - EDGE);
  const now = axis.x(today);

  const says = `Today, day ${dayOfBill(story.billDate, today)}`;
  const flagWidth = Math.round(measure(says, 'title')) + 24;
  const flagX = Math.min(Math.max(now - flagWidth / 2, 4), width - flagWidth - 4);
  const flag: Box = { x: flagX, y: -FLAG_RISE - FLAG_HEIGHT, width: flagWidth, height: FLAG_HEIGHT };

  const texts = points.map((point) =>
    point.moments.map((moment): LabelText => ({
      title: wrap(moment.says.replace(/\.$/, ''), (line) => measure(line, 'title')),
      when: input.whenOf(moment),
      clause: moment.clause,
      risk: moment.waterAtRisk,
    })),
  );
  const wishes = points.map((point, i) => {
    const lines = texts[i] ?? [];
    const wide = lines.map((line) =>
      Math.max(
        ...line.title.map((part) => measure(part, 'title')),
        measure(`${line.when} · ${line.clause}`, 'fact') + 4,
      ),
    );
    return {
      x: axis.x(point.day),
      width: Math.max(0, ...wide),
      height: lines.reduce((sum, line) => sum + (line.title.length + 1) * LINE + MOMENT_GAP, 0),
    };
  });
  const places = placeLabels(wishes, { left: 2, right: width - 2, top: -4, bottom: AXIS_HEIGHT + 4, taken: [flag] });
  if (places === null) return null;

  const boxes = places.map((place) => place.box);
  const lines = places.map(({ leader }, i): Box => ({
    x: (wishes[i]?.x ?? 0) - 1,
    y: Math.min(leader.from, leader.to),
    width: 2,
    height: Math.abs(leader.to - leader.from),
  }));
  const top = Math.min(flag.y, ...boxes.map((box) => box.y)) - 4;
  const bottom = Math.max(AXIS_HEIGHT + TICK_ROOM, ...boxes.map((box) => box.y + box.height)) + 8;
  const lower = (place: LabelPlace): LabelPlace => ({
    ...place,
    box: { ...place.box, y: place.box.y - top },
    leader: { from: place.leader.from - top, to: place.leader.to - top },
  });

  return {
    width,
    height: Math.ceil(bottom - top),
    axis: -top,
    zones: zonesOf(story, end).flatMap((zone) => cut(zone.kind, axis.x(zone.from), axis.x(zone.to), now)),
    ticks: axis.ticks,
    breaks: axis.breaks,
    points: places.map((place, i) => ({
      x: wishes[i]?.x ?? 0,
      look: points[i]?.look ?? 'ahead',
      label: lower(place),
      texts: texts[i] ?? [],
    })),
    today: { x: now, flag: { ...flag, y: flag.y - top }, says },
    toPay: timeToPay(input, axis.x, [
      ...boxes,
      ...lines,
      flag,
      { x: now - 2, y: -FLAG_RISE, width: 4, height: FLAG_RISE },
    ]),
  };
}

function timeToPay({ story, measure }: LayoutInput, x: (day: Day) => number, taken: readonly Box[]): Layout['toPay'] {
  const pay = zonesOf(
    story,
    dayAfter(
      story.moments
        .map((moment) => moment.day)
        .sort()
        .at(-1) ?? story.billDate,
    ),
  ).find((zone) => zone.kind === 'pay');
  if (!pay) return null;
  const says = `${dayOfBill(pay.from, pay.to)} days to pay`;
  const middle = (x(pay.from) + x(pay.to)) / 2;
  const room = measure(says, 'fact') / 2 + 6;
  const box = { x: middle - room, y: -22, width: 2 * room, height: 18 };
  const blocked =
    box.x < x(pay.from) ||
    box.x + box.width > x(pay.to) ||
    taken.some(
      (other) =>
        other.y < 0 && box.y < other.y + other.height && other.x < box.x + box.width && box.x < other.x + other.width,
    );
  return blocked ? null : { x: middle, says };
}
