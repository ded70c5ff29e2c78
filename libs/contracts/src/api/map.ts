import { z } from 'zod';

/** `GET /api/map/settings`: where screens take the map under everything from. */
export const mapSettings = z.object({
  /** Address of a tile server with `{z}`, `{x}` and `{y}`; null: the packed map of `GET /api/map/base`. */
  tileUrl: z.string().nullable(),
  /** Whose tiles they are, as plain text that stands on the map. */
  attribution: z.string().nullable(),
});
export type MapSettings = z.infer<typeof mapSettings>;
