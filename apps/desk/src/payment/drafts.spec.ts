import { createDrafts } from './drafts.ts';
import { newForm } from './payment-form.ts';

function aStore(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (nth) => [...kept.keys()][nth] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
  };
}

describe('payments that are not done yet', () => {
  const form = { ...newForm('key-1'), amount: '12.00' };

  it('are found again under the same key, and only until they are dropped', () => {
    const drafts = createDrafts(aStore());
    drafts.keep(7, { form, sent: true });
    expect(drafts.find(7)).toEqual({ form, sent: true });
    expect(drafts.find(8)).toBeNull();
    drafts.drop(7);
    expect(drafts.find(7)).toBeNull();
  });

  it('of an older page are not found', () => {
    const store = aStore();
    store.setItem('curbstop.payment.7', '{"key":1}');
    store.setItem('curbstop.payment.8', '{');
    const drafts = createDrafts(store);
    expect([drafts.find(7), drafts.find(8)]).toEqual([null, null]);
    expect(drafts.unanswered()).toEqual([]);
  });

  it('J.2 outlive the session when they were sent: it is not known whether they were counted', () => {
    const store = aStore();
    store.setItem('curbstop.form.7.pay', 'of another part');
    const drafts = createDrafts(store);
    drafts.keep(7, { form, sent: false });
    drafts.keep(8, { form, sent: true });
    expect(drafts.unanswered()).toEqual([8]);
    drafts.forget();
    expect(drafts.find(7)).toBeNull();
    expect(drafts.find(8)).toEqual({ form, sent: true });
    expect(store.getItem('curbstop.form.7.pay')).toBe('of another part');
  });
});
