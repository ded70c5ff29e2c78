import { z } from 'zod';
import { newId } from './new-id.ts';

describe('a fresh id', () => {
  it('is a UUID also where the browser makes none, over plain http', () => {
    const plain = {
      getRandomValues: <T extends ArrayBufferView | null>(array: T): T => crypto.getRandomValues(array as never),
    };
    const ids = Array.from({ length: 200 }, () => newId(plain));
    for (const id of ids) expect(z.uuid().safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(200);
    expect(z.uuid().safeParse(newId()).success).toBe(true);
  });
});
