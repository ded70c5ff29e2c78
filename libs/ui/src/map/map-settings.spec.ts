import { tileSettings } from './map-settings.ts';

const answering = (body: object) => ({
  fetch: (url: unknown) =>
    Promise.resolve(url === '/api/map/settings' ? Response.json(body) : new Response(null, { status: 404 })),
});

describe('where the map comes from', () => {
  it.each([
    [{ tileUrl: null, attribution: null }, {}],
    [{ tileUrl: '/tiles/{z}/{x}/{y}.png', attribution: null }, { tileUrl: '/tiles/{z}/{x}/{y}.png' }],
    [
      { tileUrl: 'https://t.example/{z}/{x}/{y}.png', attribution: 'City GIS' },
      { tileUrl: 'https://t.example/{z}/{x}/{y}.png', tileAttribution: 'City GIS' },
    ],
  ])('%j', async (answer, expected) => {
    expect(await tileSettings(answering(answer))).toEqual(expected);
  });

  it('without a network is the packed map', async () => {
    expect(await tileSettings({ fetch: () => Promise.reject(new TypeError('offline')) })).toEqual({});
  });
});
