import { fillOf, glyphOf, inkOn, outlineOf, shapeOf } from '@curbstop/ui';
import type { MarkGlyph, MarkShape } from '@curbstop/ui';
import { L } from '@curbstop/ui/map';
import type { OrderLayer, OrderLayerSettings, OrderSpot } from '@curbstop/ui/map';

/** A click this near to a mark means it, px. */
const REACH = 16;

const SHAPES: Readonly<Record<MarkShape, string>> = {
  square: 'M-8-8h16v16h-16z',
  circle: 'M-9 0a9 9 0 1018 0 9 9 0 10-18 0z',
  octagon: 'M-4-9h8l5 5v8l-5 5h-8l-5-5v-8z',
  diamond: 'M0-10L10 0 0 10-10 0z',
  triangle: 'M0-10L10 8h-20z',
};
const GLYPHS: Readonly<Record<MarkGlyph, string>> = {
  tick: 'M-4 0L-1 3 4-3',
  slash: 'M-4 4L4-4',
  pause: 'M-2.500-3.500v7M2.500-3.500v7',
  cross: 'M-3.500-3.500l7 7M3.500-3.500l-7 7',
  bang: 'M0-4V1M0 4v.2',
  waves: 'M-4-1.500a6 6 0 018 0M-2 1.500a3.500 3.500 0 014 0M0 4v.2',
};

class Sheet extends L.Layer {
  #canvas: HTMLCanvasElement | null = null;
  readonly #paint: (context: CanvasRenderingContext2D, map: L.Map) => void;

  constructor(paint: (context: CanvasRenderingContext2D, map: L.Map) => void) {
    super();
    this.#paint = paint;
  }

  override onAdd(map: L.Map): this {
    this.#canvas = L.DomUtil.create('canvas', 'd-sheet', map.getPane('markerPane'));
    this.#canvas.setAttribute('aria-hidden', 'true');
    map.on('moveend zoomend resize viewreset', this.draw, this);
    map.on('zoomstart', this.hide, this);
    this.draw();
    return this;
  }

  override onRemove(map: L.Map): this {
    map.off('moveend zoomend resize viewreset', this.draw, this);
    map.off('zoomstart', this.hide, this);
    this.#canvas?.remove();
    this.#canvas = null;
    return this;
  }

  hide(): void {
    if (this.#canvas) this.#canvas.style.visibility = 'hidden';
  }

  draw(): void {
    const canvas = this.#canvas;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const map = this._map;
    const { x, y } = map.getSize();
    const fine = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = x * fine;
    canvas.height = y * fine;
    canvas.style.cssText = `width:${x}px;height:${y}px;visibility:visible;pointer-events:none`;
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    context.scale(fine, fine);
    this.#paint(context, map);
  }
}

function paintSpot(context: CanvasRenderingContext2D, spot: OrderSpot, colour: (name: string) => string): void {
  const fill = fillOf(spot.state, spot.recalled ?? false, spot.atValve ?? false);
  const shape = new Path2D(SHAPES[shapeOf(spot.kind, spot.urgent ?? false)]);
  if (spot.selected) {
    context.strokeStyle = colour('--action');
    context.lineWidth = 8;
    context.stroke(shape);
  }
  context.strokeStyle = colour('--mark-halo');
  context.lineWidth = 4;
  context.stroke(shape);
  context.fillStyle = colour(`--s-${fill}`);
  context.fill(shape);
  context.strokeStyle = colour(outlineOf(fill));
  context.lineWidth = 1.75;
  context.stroke(shape);
  const glyph = glyphOf(fill);
  if (glyph !== null) {
    context.strokeStyle = inkOn(fill);
    context.lineWidth = 2.5;
    context.stroke(new Path2D(GLYPHS[glyph]));
  } else if (spot.number != null) {
    context.fillStyle = inkOn(fill);
    context.fillText(String(spot.number), 0, 1);
  }
}

/**
 * Many orders, drawn on one canvas: an element each would make the map slow above some hundreds. A keyboard reaches
 * them in the pool and in the table.
 */
export function canvasLayer(map: L.Map, settings: OrderLayerSettings): OrderLayer {
  let spots: readonly OrderSpot[] = [];
  const sheet = new Sheet((context) => {
    const style = getComputedStyle(map.getContainer());
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    context.font = `700 10px ${colour('--font')}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const view = map.getBounds().pad(0.05);
    // Stops and chosen ones lie on top.
    for (const spot of [...spots].sort((a, b) => rank(a) - rank(b))) {
      if (!view.contains([spot.lat, spot.lon])) continue;
      const { x, y } = map.latLngToContainerPoint([spot.lat, spot.lon]);
      context.save();
      context.translate(x, y);
      paintSpot(context, spot, colour);
      context.restore();
    }
  }).addTo(map);

  function nearest(at: L.Point): OrderSpot | null {
    let best: OrderSpot | null = null;
    let reach = REACH;
    for (const spot of spots) {
      const away = map.latLngToContainerPoint([spot.lat, spot.lon]).distanceTo(at);
      if (away <= reach) [best, reach] = [spot, away];
    }
    return best;
  }
  const click = ({ containerPoint, originalEvent: e }: L.LeafletMouseEvent): void => {
    const spot = nearest(containerPoint);
    if (spot) settings.onSelect(spot.id, e.ctrlKey || e.metaKey || e.shiftKey);
  };
  const menu = ({ containerPoint, originalEvent: e }: L.LeafletMouseEvent): void => {
    const spot = nearest(containerPoint);
    if (!spot) return;
    e.preventDefault();
    settings.onMenu?.(spot.id, { x: e.clientX, y: e.clientY });
  };
  map.on('click', click);
  map.on('contextmenu', menu);
  return {
    show(next) {
      spots = next;
      sheet.draw();
    },
    focus(id) {
      const spot = spots.find((one) => one.id === id);
      if (spot) map.panTo([spot.lat, spot.lon]);
    },
    remove() {
      map.off('click', click);
      map.off('contextmenu', menu);
      sheet.remove();
    },
  };
}

const rank = (spot: OrderSpot): number => (spot.recalled ? 2 : spot.selected ? 1 : 0);
