import L from 'leaflet';

const removed = new WeakSet<L.Map>();

/** Whether the map was taken off the page. */
export function isRemoved(map: L.Map): boolean {
  return removed.has(map);
}

/**
 * Leaflet's map, which outlives its removal: streets that arrive late, an animation's last timer and a fix that came
 * meanwhile all find it gone and change nothing. Leaflet itself throws then, because its panes are gone.
 */
export class CityMap extends L.Map {
  override remove(): this {
    if (isRemoved(this)) return this;
    super.remove();
    removed.add(this);
    return this;
  }

  override addLayer(layer: L.Layer): this {
    return isRemoved(this) ? this : super.addLayer(layer);
  }

  override setView(center: L.LatLngExpression, zoom?: number, options?: L.ZoomPanOptions): this {
    return isRemoved(this) ? this : super.setView(center, zoom, options);
  }

  override panBy(offset: L.PointExpression, options?: L.PanOptions): this {
    return isRemoved(this) ? this : super.panBy(offset, options);
  }

  /** Leaflet's own way to its pane, on which every conversion between place and pixel rests. */
  protected _getMapPanePos(): L.Point {
    const pane = this.getPane('mapPane');
    return pane ? L.DomUtil.getPosition(pane) : L.point(0, 0);
  }
}
