import { createRecent, MOST, withOpened } from './recent.ts';

function aStore(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

describe('the accounts opened last', () => {
  it('stand latest first, each once, and no more than a few', () => {
    expect(withOpened([3, 2, 1], 2)).toEqual([2, 3, 1]);
    expect([1, 2, 3, 4, 5, 6, 7, 8].reduce(withOpened, [] as number[])).toEqual([8, 7, 6, 5, 4, 3].slice(0, MOST));
  });

  it('are kept for who opened them, and gone after signing out', () => {
    const store = aStore();
    const recent = createRecent(store);
    recent.opened(1, 40);
    recent.opened(1, 41);
    expect(createRecent(store).of(1)).toEqual([41, 40]);
    expect(recent.of(2)).toEqual([]);
    recent.forget();
    expect(recent.of(1)).toEqual([]);
  });

  it('another user begins anew', () => {
    const recent = createRecent(aStore());
    recent.opened(1, 40);
    recent.opened(2, 50);
    expect([recent.of(1), recent.of(2)]).toEqual([[], [50]]);
  });

  it('are none where the store holds something else', () => {
    const store = aStore();
    store.setItem('curbstop.recent', '{"staffId":');
    expect(createRecent(store).of(1)).toEqual([]);
  });
});
