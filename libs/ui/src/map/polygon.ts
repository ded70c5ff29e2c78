/** A place in degrees, WGS 84. */
export interface LatLon {
  readonly lat: number;
  readonly lon: number;
}

/** Whether a place lies inside a closed line of any form (even-odd). Fewer than three corners hold nothing. */
export function insidePolygon(polygon: readonly LatLon[], place: LatLon): boolean {
  if (polygon.length < 3) return false;
  let inside = false;
  let before = polygon[polygon.length - 1];
  for (const corner of polygon) {
    if (before && corner.lat > place.lat !== before.lat > place.lat) {
      const crossing = ((before.lon - corner.lon) * (place.lat - corner.lat)) / (before.lat - corner.lat) + corner.lon;
      if (place.lon < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
}

/** Those of the data that a lasso holds. Asks the data, not the drawing, so nothing hidden or clustered is missed. */
export function inside<Item extends LatLon>(polygon: readonly LatLon[], items: readonly Item[]): Item[] {
  return items.filter((item) => insidePolygon(polygon, item));
}
