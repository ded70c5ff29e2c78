import { NOT_LOADED, nextLoaded, retryAfter } from './loaded.ts';
import type { Loaded } from './loaded.ts';

describe('what was read from the server', () => {
  const shown: Loaded<string> = { data: 'old', asOf: 5, error: null, asking: false, failures: 0 };

  it('keeps what is shown while it is asked again and when that fails', () => {
    const asked = nextLoaded(shown, { type: 'asked' });
    expect(asked).toMatchObject({ data: 'old', asOf: 5, asking: true });
    const failed = nextLoaded(asked, { type: 'failed', error: new Error('no') });
    expect(failed).toMatchObject({ data: 'old', asOf: 5, asking: false, failures: 1 });
    expect(nextLoaded(failed, { type: 'failed', error: new Error('no') }).failures).toBe(2);
  });

  it('forgets the failure with the next answer', () => {
    const failed = nextLoaded<string>(NOT_LOADED, { type: 'failed', error: new Error('no') });
    expect(failed.data).toBeNull();
    expect(nextLoaded(failed, { type: 'answered', data: 'new', at: 9 })).toEqual({
      data: 'new',
      asOf: 9,
      error: null,
      asking: false,
      failures: 0,
    });
  });

  it.each([
    [1, 4],
    [2, 8],
    [3, 16],
    [4, 30],
    [40, 30],
  ])('after %i failures waits %i s', (failures, seconds) => {
    expect(retryAfter(failures)).toBe(seconds);
  });
});
