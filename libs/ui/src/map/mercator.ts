/** Web Mercator in units of one tile at zoom 0: 0..256 both ways, y down, as Leaflet's pixels at that zoom. */
export const WORLD = 256;

export function worldX(lon: number): number {
  return ((lon + 180) / 360) * WORLD;
}

export function worldY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD;
}

/** Metres on the ground that one pixel spans at a zoom and latitude. */
export function metresPerPixel(lat: number, zoom: number): number {
  return (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (WORLD * 2 ** zoom);
}
