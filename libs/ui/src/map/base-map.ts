import L from 'leaflet';
import { createApi } from '../api.ts';
import type { Observable } from '../observable.ts';
import type { Theme } from '../theme.ts';
import { baseFile } from './base-data.ts';
import { basePainter } from './base-painter.ts';
import type { BasePainter, MapColours } from './base-painter.ts';
import { isRemoved } from './city-map.ts';
import { tileSettings } from './map-settings.ts';

export interface BaseMapSettings {
  /** Address of the packed base map, same origin. */
  readonly url: string;
  /** The page's theme; the map is drawn again when it changes. */
  readonly theme: Observable<Theme>;
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
 * Puts the base map under everything else: the city's tile server where it has one, else the packed map. Resolves to
 * the extent of the packed map, and to null under a tile server or when the map was removed meanwhile. Rejects with
 * what the API client throws when the file does not come; the map then works without it.
 */
export async function baseMap(map: L.Map, settings: BaseMapSettings): Promise<L.LatLngBounds | null> {
  const { tileUrl, tileAttribution } = await tileSettings();
  if (isRemoved(map)) return null;
  if (tileUrl !== undefined && tileUrl !== '') {
    L.tileLayer(tileUrl, { attribution: tileAttribution ?? '', maxZoom: 19 }).addTo(map);
    return null;
  }
  const file = await createApi().get(settings.url, baseFile, { timeoutMs: 30_000 });
  if (isRemoved(map)) return null;
  const tiles = new CanvasTiles(basePainter(file), { attribution: file.attribution, maxZoom: 19, keepBuffer: 3 });
  tiles.addTo(map);
  map.on(
    'unload',
    settings.theme.subscribe(() => tiles.recolour()),
  );
  const [west, south, east, north] = file.bounds;
  return L.latLngBounds([south, west], [north, east]);
}
