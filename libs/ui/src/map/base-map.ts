import L from 'leaflet';
import { createApi } from '../api.ts';
import type { Observable } from '../observable.ts';
import type { Theme } from '../theme.ts';
import { baseFile } from './base-data.ts';
import { basePainter } from './base-painter.ts';
import type { BasePainter, MapColours } from './base-painter.ts';

export interface BaseMapSettings {
  /** Address of the packed base map, same origin. */
  readonly url: string;
  /** The page's theme; the map is drawn again when it changes. */
  readonly theme: Observable<Theme>;
  /** A tile server instead (`https://…/{z}/{x}/{y}.png`), when the city has one. */
  readonly tileUrl?: string;
  readonly tileAttribution?: string;
}

export interface BaseMap {
  /** Extent of the city's buildings and streets; null under a tile server. */
  readonly bounds: L.LatLngBounds | null;
  remove(): void;
}

/** Colours of the theme that an element stands in. */
export function mapColours(element: Element): MapColours {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    land: of('--map-land'),
    road: of('--map-road'),
    roadEdge: of('--map-road-edge'),
    house: of('--map-house'),
    big: of('--map-big'),
    label: of('--map-label'),
    halo: of('--map-halo'),
    font: of('--font'),
  };
}

/** Tiles drawn in the page, from data already here: panning needs no network. */
class CanvasTiles extends L.GridLayer {
  readonly #painter: BasePainter;
  #colours: MapColours | null = null;

  constructor(painter: BasePainter, options: L.GridLayerOptions) {
    super(options);
    this.#painter = painter;
  }

  recolour(): void {
    this.#colours = null;
    this.redraw();
  }

  protected override createTile(coords: L.Coords): HTMLElement {
    const size = this.getTileSize().x;
    // More than twice as fine costs time and is not seen.
    const fine = Math.min(2, window.devicePixelRatio || 1);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = size * fine;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser draws no canvas.');
    context.scale(fine, fine);
    this.#colours ??= mapColours(this._map.getContainer());
    this.#painter.paint(context, coords, size, this.#colours);
    return canvas;
  }
}

/**
 * Puts the base map under everything else. Rejects with what the API client throws when the file does not come; the
 * map then works without it.
 */
export async function baseMap(map: L.Map, settings: BaseMapSettings): Promise<BaseMap> {
  if (settings.tileUrl !== undefined && settings.tileUrl !== '') {
    const tiles = L.tileLayer(settings.tileUrl, { attribution: settings.tileAttribution ?? '', maxZoom: 19 }).addTo(
      map,
    );
    return { bounds: null, remove: () => tiles.remove() };
  }
  const file = await createApi().get(settings.url, baseFile, { timeoutMs: 30_000 });
  const tiles = new CanvasTiles(basePainter(file), { attribution: file.attribution, maxZoom: 19, keepBuffer: 3 });
  tiles.addTo(map);
  const stop = settings.theme.subscribe(() => tiles.recolour());
  const [west, south, east, north] = file.bounds;
  return {
    bounds: L.latLngBounds([south, west], [north, east]),
    remove() {
      stop();
      tiles.remove();
    },
  };
}
