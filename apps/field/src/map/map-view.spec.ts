import { fitKey, placesToFit } from './map-view.ts';

const at = (orderId: number, lat = 38.4, lon = -122.7) => ({ orderId, lat, lon });

describe('what the map shows by itself', () => {
  it('shows the stops to go, and all of the day once none is left', () => {
    expect(placesToFit([at(2)], [at(1), at(2)])).toEqual([at(2)]);
    expect(placesToFit([], [at(1), at(2)])).toEqual([at(1), at(2)]);
  });

  it('is fitted again when a stop comes, goes or moves, and for nothing else', () => {
    expect(fitKey([at(2), at(1)])).toBe(fitKey([at(1), at(2)]));
    expect(fitKey([at(1)])).not.toBe(fitKey([at(1), at(2)]));
    expect(fitKey([at(1)])).not.toBe(fitKey([at(1, 38.5)]));
  });
});
