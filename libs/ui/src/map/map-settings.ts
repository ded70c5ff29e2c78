import { mapSettings } from '@curbstop/contracts';
import { createApi } from '../api.ts';
import type { ApiSettings } from '../api.ts';
import { NoAnswer } from '../problem.ts';

/** Where the base map's tiles come from, as `baseMap` takes it; nothing: from the packed map. */
export interface TileSettings {
  readonly tileUrl?: string;
  readonly tileAttribution?: string;
}

/** Asks for it; without a network the packed map is taken, which may be kept here. */
export async function tileSettings(settings: ApiSettings = {}): Promise<TileSettings> {
  try {
    const { tileUrl, attribution } = await createApi(settings).get('/api/map/settings', mapSettings, {
      retries: 0,
      timeoutMs: 5_000,
    });
    if (tileUrl === null) return {};
    return attribution === null ? { tileUrl } : { tileUrl, tileAttribution: attribution };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return {};
  }
}
