import { unpack } from './base-data.ts';
import type { BaseFile, Shapes } from './base-data.ts';
import { gridIndex } from './grid-index.ts';
import type { GridIndex } from './grid-index.ts';
import { metresPerPixel, worldX, worldY } from './mercator.ts';
import { placeLabels, shortStreet } from './street-labels.ts';
import type { Label } from './street-labels.ts';

/** Colours of the base map; every theme has its own (`--map-*` in tokens.css). */
export interface MapColours {
  readonly land: string;
  readonly road: string;
  readonly roadEdge: string;
  readonly house: string;
  readonly big: string;
  readonly label: string;
  readonly halo: string;
  readonly font: string;
}

/** Ground width that a street is drawn with, metres. */
const STREET = 14;
/** From here on names are written. */
const NAMES_FROM = 15;
/** Below it a house is a dot: its box is filled, not its outline. */
const OUTLINES_FROM = 15;

interface Layer {
  readonly shapes: Shapes;
  readonly index: GridIndex;
}

/** Draws one tile of the base map. */
export interface BasePainter {
  paint(
    context: CanvasRenderingContext2D,
    tile: { x: number; y: number; z: number },
    size: number,
    colours: MapColours,
  ): void;
}

/** Prepares the base map for drawing: unpacks it once and indexes it, so that a tile touches only what it shows. */
export function basePainter(file: BaseFile): BasePainter {
  // About 60 m: a few houses a cell.
  const cell = 0.0004;
  const layer = (flat: readonly number[]): Layer => {
    const shapes = unpack(flat, file.origin, file.unit);
    return { shapes, index: gridIndex(shapes.boxes, cell) };
  };
  const houses = layer(file.houses);
  const large = layer(file.large);
  const streets = file.streets.map((street) => ({
    name: shortStreet(street.name),
    shapes: unpack(street.lines, file.origin, file.unit),
  }));
  const latitude = (file.bounds[1] + file.bounds[3]) / 2;
  const middle = [worldX((file.bounds[0] + file.bounds[2]) / 2), worldY(latitude)] as const;
  const lines = streets.flatMap((street) =>
    Array.from({ length: street.shapes.starts.length - 1 }, (_, i) => ({
      name: street.name,
      shapes: street.shapes,
      i,
    })),
  );
  const lineIndex = gridIndex(
    Float64Array.from(lines.flatMap((line) => [...line.shapes.boxes.subarray(line.i * 4, line.i * 4 + 4)])),
    cell * 4,
  );
  const labels = new Map<string, { list: Label[]; index: GridIndex }>();

  function trace(
    context: CanvasRenderingContext2D,
    shapes: Shapes,
    i: number,
    scale: number,
    left: number,
    top: number,
  ): void {
    const end = shapes.starts[i + 1] ?? 0;
    for (let p = shapes.starts[i] ?? 0, first = true; p < end; p += 1, first = false) {
      const x = (shapes.xy[2 * p] ?? 0) * scale - left;
      const y = (shapes.xy[2 * p + 1] ?? 0) * scale - top;
      if (first) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }

  function fillBuildings(
    context: CanvasRenderingContext2D,
    { shapes, index }: Layer,
    z: number,
    scale: number,
    left: number,
    top: number,
    size: number,
  ): void {
    context.beginPath();
    for (const i of index.query(left / scale, top / scale, (left + size) / scale, (top + size) / scale)) {
      if (z >= OUTLINES_FROM) {
        trace(context, shapes, i, scale, left, top);
        context.closePath();
        continue;
      }
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = shapes.boxes.subarray(i * 4, i * 4 + 4);
      context.rect(
        x0 * scale - left,
        y0 * scale - top,
        Math.max(0.8, (x1 - x0) * scale),
        Math.max(0.8, (y1 - y0) * scale),
      );
    }
    context.fill();
  }

  /** Names at a zoom, relative to the middle of the city so that no precision is lost. */
  function labelsAt(context: CanvasRenderingContext2D, z: number, font: string): { list: Label[]; index: GridIndex } {
    const kept = labels.get(`${z} ${font}`);
    if (kept) return kept;
    const scale = 2 ** z;
    context.font = font;
    const list = placeLabels(
      lines.map(({ name, shapes, i }) => {
        const points: number[] = [];
        for (let p = shapes.starts[i] ?? 0; p < (shapes.starts[i + 1] ?? 0); p += 1) {
          points.push(((shapes.xy[2 * p] ?? 0) - middle[0]) * scale, ((shapes.xy[2 * p + 1] ?? 0) - middle[1]) * scale);
        }
        return { text: name, width: context.measureText(name).width, points };
      }),
      14,
    );
    const boxes = Float64Array.from(
      list.flatMap((label) => {
        const half = label.width / 2 + 8;
        return [label.x - half, label.y - half, label.x + half, label.y + half];
      }),
    );
    const made = { list, index: gridIndex(boxes, 256) };
    labels.set(`${z} ${font}`, made);
    return made;
  }

  return {
    paint(context, tile, size, colours) {
      const scale = 2 ** tile.z;
      const left = tile.x * size;
      const top = tile.y * size;
      context.fillStyle = colours.land;
      context.fillRect(0, 0, size, size);

      const width = Math.max(1.2, STREET / metresPerPixel(latitude, tile.z));
      const reach = (width + 4) / scale;
      const near = lineIndex.query(
        left / scale - reach,
        top / scale - reach,
        (left + size) / scale + reach,
        (top + size) / scale + reach,
      );
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.beginPath();
      for (const i of near) {
        const line = lines[i];
        if (line) trace(context, line.shapes, line.i, scale, left, top);
      }
      if (colours.roadEdge !== colours.road && tile.z >= 14) {
        context.strokeStyle = colours.roadEdge;
        context.lineWidth = width + 2;
        context.stroke();
      }
      context.strokeStyle = colours.roadEdge !== colours.road && tile.z < 14 ? colours.roadEdge : colours.road;
      context.lineWidth = width;
      context.stroke();

      context.fillStyle = colours.house;
      fillBuildings(context, houses, tile.z, scale, left, top, size);
      context.fillStyle = colours.big;
      fillBuildings(context, large, tile.z, scale, left, top, size);

      if (tile.z < NAMES_FROM) return;
      const font = `${tile.z >= 18 ? 14 : tile.z >= 16 ? 12 : 11}px ${colours.font}`;
      const { list, index } = labelsAt(context, tile.z, font);
      const offX = left - middle[0] * scale;
      const offY = top - middle[1] * scale;
      context.font = font;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.lineWidth = 3.5;
      for (const i of index.query(offX, offY, offX + size, offY + size)) {
        const label = list[i];
        if (!label) continue;
        context.save();
        context.translate(label.x - offX, label.y - offY);
        context.rotate(label.angle);
        context.strokeStyle = colours.halo;
        context.strokeText(label.text, 0, 0);
        context.fillStyle = colours.label;
        context.fillText(label.text, 0, 0);
        context.restore();
      }
    },
  };
}
