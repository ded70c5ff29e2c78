import { z } from 'zod';
import { createApi } from './api.ts';
import { NoAnswer, Problem, problemFrom, Unreadable } from './problem.ts';

const order = z.object({ orderId: z.number() });

interface Sent {
  url: string;
  method: string;
  headers: Headers;
  body: string | null;
}

/** A network with prepared answers; an Error in the list is a failed connection. */
function network(...answers: (Response | Error)[]): { sent: Sent[]; fetch: typeof fetch } {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: (input, init) => {
      sent.push({
        url: String(input),
        method: init?.method ?? 'GET',
        headers: new Headers(init?.headers),
        body: typeof init?.body === 'string' ? init.body : null,
      });
      const next = answers.shift();
      if (next === undefined) return Promise.reject(new Error('nobody expected this request'));
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
  };
}
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const wait = (): Promise<void> => Promise.resolve();

describe('reading', () => {
  it('parses the answer and writes the query', async () => {
    const net = network(json({ orderId: 7 }));
    const api = createApi({ fetch: net.fetch, wait });
    await expect(api.get('/api/orders', order, { query: { q: 'a b', day: null, id: [1, 2] } })).resolves.toEqual({
      orderId: 7,
    });
    expect(net.sent[0]?.url).toBe('/api/orders?q=a+b&id=1&id=2');
  });

  it('tries again after no answer and 503, then gives the answer', async () => {
    const net = network(new TypeError('failed'), json({}, 503), json({ orderId: 7 }));
    await expect(createApi({ fetch: net.fetch, wait }).get('/api/o', order)).resolves.toEqual({ orderId: 7 });
    expect(net.sent).toHaveLength(3);
  });

  it('is offline when no try is answered', async () => {
    const net = network(new TypeError('failed'), new TypeError('failed'));
    await expect(createApi({ fetch: net.fetch, wait }).get('/api/o', order, { retries: 1 })).rejects.toMatchObject({
      name: 'NoAnswer',
      why: 'offline',
    });
  });

  it('tells a refusal from being offline, and does not try it again', async () => {
    const net = network(
      json(
        {
          type: 'about:blank',
          title: 'The policy does not allow this now',
          status: 409,
          code: 'refused',
          detail: 'Paid in full.',
          clauses: ['E.1'],
        },
        409,
      ),
    );
    const error: unknown = await createApi({ fetch: net.fetch, wait })
      .get('/api/o', order)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Problem);
    expect(error).not.toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ status: 409, code: 'refused', clauses: ['E.1'], message: 'Paid in full.' });
    expect(net.sent).toHaveLength(1);
  });

  it('does not take an answer of another shape', async () => {
    const net = network(json({ orderId: 'seven' }));
    await expect(createApi({ fetch: net.fetch, wait }).get('/api/o', order)).rejects.toBeInstanceOf(Unreadable);
  });

  it('gives up after its time', async () => {
    const silent: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    await expect(
      createApi({ fetch: silent, wait }).get('/api/o', order, { retries: 0, timeoutMs: 15 }),
    ).rejects.toMatchObject({ why: 'timeout' });
  });

  it('ends at once, as itself, when the caller aborts', async () => {
    const abort = new AbortController();
    const net = network(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    abort.abort();
    await expect(
      createApi({ fetch: net.fetch, wait }).get('/api/o', order, { signal: abort.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(net.sent).toHaveLength(1);
  });
});

describe('writing', () => {
  it('sends JSON once, under its key', async () => {
    const net = network(json({ orderId: 7 }));
    await createApi({ fetch: net.fetch, wait }).post('/api/pay', { amount: 5 }, order, { idempotencyKey: 'k-1' });
    expect(net.sent).toEqual([expect.objectContaining({ method: 'POST', body: '{"amount":5}' })]);
    expect(net.sent[0]?.headers.get('content-type')).toBe('application/json');
    expect(net.sent[0]?.headers.get('idempotency-key')).toBe('k-1');
  });

  it('is never sent again by itself', async () => {
    const net = network(new TypeError('failed'), json({ orderId: 7 }));
    await expect(createApi({ fetch: net.fetch, wait }).post('/api/pay', {}, order)).rejects.toBeInstanceOf(NoAnswer);
    expect(net.sent).toHaveLength(1);
  });

  it('tells the app when the session has ended', async () => {
    const signedOut = jest.fn();
    const net = network(json({}, 401));
    await expect(
      createApi({ fetch: net.fetch, wait, onSignedOut: signedOut }).post('/api/pay', {}, order),
    ).rejects.toMatchObject({ status: 401 });
    expect(signedOut).toHaveBeenCalledTimes(1);
  });

  it('takes an empty answer where the schema does', async () => {
    const net = network(new Response(null, { status: 204 }));
    await expect(createApi({ fetch: net.fetch, wait }).delete('/api/session', z.undefined())).resolves.toBeUndefined();
  });
});

describe('problemFrom', () => {
  it('finds the fields by name', () => {
    const problem = problemFrom(400, {
      type: 't',
      title: 'x',
      status: 400,
      code: 'invalid',
      fields: [{ field: 'amount', says: 'Give an amount above $0.00.' }],
    });
    expect(problem.on('amount')).toBe('Give an amount above $0.00.');
    expect(problem.on('method')).toBeNull();
  });

  it('makes a refusal of a page that is no problem document', () => {
    expect(problemFrom(502, undefined)).toMatchObject({
      status: 502,
      code: null,
      title: 'The server could not do this',
    });
    expect(problemFrom(404, '<html>')).toMatchObject({ status: 404, title: 'There is no such record' });
  });
});
