import { NoAnswer, problemFrom, Unreadable } from './problem.ts';

/** What parses an answer: a zod schema, full or mini. */
export interface Schema<T> {
  safeParse(input: unknown): { success: true; data: T } | { success: false; error: { message: string } };
}

/** Values for a query string; null and undefined are left out, a list repeats its name. */
export type Query = Readonly<
  Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>
>;

export interface ReadOptions {
  readonly query?: Query;
  readonly signal?: AbortSignal;
  /** Milliseconds to wait for one try. */
  readonly timeoutMs?: number;
  /** Further tries after no answer or 502, 503, 504. */
  readonly retries?: number;
}

export interface WriteOptions {
  readonly query?: Query;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** The same key makes a second sending harmless (`idempotency-key` header). */
  readonly idempotencyKey?: string;
}

/** Same-origin JSON calls. Throws `Problem` (refused), `NoAnswer` (no network or too late) or `Unreadable`. */
export interface Api {
  get<T>(path: string, schema: Schema<T>, options?: ReadOptions): Promise<T>;
  post<T>(path: string, body: unknown, schema: Schema<T>, options?: WriteOptions): Promise<T>;
  put<T>(path: string, body: unknown, schema: Schema<T>, options?: WriteOptions): Promise<T>;
  patch<T>(path: string, body: unknown, schema: Schema<T>, options?: WriteOptions): Promise<T>;
  delete<T>(path: string, schema: Schema<T>, options?: WriteOptions): Promise<T>;
}

export interface ApiSettings {
  /** Put before every path; empty for the same origin. */
  readonly base?: string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** Waits between tries, in ms. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Called on 401, beside the `Problem` that is thrown, so that the app shows its sign-in. */
  readonly onSignedOut?: () => void;
  /** Tells sessions apart: a 401 to what an earlier one asked does not end the one that stands now. */
  readonly turn?: () => number;
}

const RETRY_STATUS = new Set([502, 503, 504]);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function withQuery(path: string, query: Query | undefined): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one));
  }
  const text = params.toString();
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    // A proxy's HTML page beside an error status still is a refusal; beside a success it is not an answer.
    if (!response.ok) return undefined;
    throw new Unreadable(`${response.url} answered something other than JSON.`, { cause: error });
  }
}

/** Makes the client of one app. */
export function createApi(settings: ApiSettings = {}): Api {
  const base = settings.base ?? '';
  const send = settings.fetch ?? ((input, init) => fetch(input, init));
  const wait = settings.wait ?? sleep;

  async function once(
    method: string,
    url: string,
    init: RequestInit,
    timeoutMs: number,
  ): Promise<{ status: number; ok: boolean; body: unknown }> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    try {
      const response = await send(url, { ...init, method, signal, credentials: 'same-origin' });
      return { status: response.status, ok: response.ok, body: await bodyOf(response) };
    } catch (error) {
      if (error instanceof Unreadable || init.signal?.aborted) throw error;
      throw new NoAnswer(timeout.aborted ? 'timeout' : 'offline', { cause: error });
    }
  }

  function finish<T>(
    url: string,
    answer: { status: number; ok: boolean; body: unknown },
    schema: Schema<T>,
    turn: number | undefined,
  ): T {
    if (!answer.ok) {
      if (answer.status === 401 && turn === settings.turn?.()) settings.onSignedOut?.();
      throw problemFrom(answer.status, answer.body);
    }
    const parsed = schema.safeParse(answer.body);
    if (!parsed.success) throw new Unreadable(`${url}: ${parsed.error.message}`);
    return parsed.data;
  }

  async function read<T>(path: string, schema: Schema<T>, options: ReadOptions = {}): Promise<T> {
    const url = base + withQuery(path, options.query);
    const init: RequestInit = { headers: { accept: 'application/json' }, signal: options.signal ?? null };
    const retries = options.retries ?? 2;
    for (let tried = 0; ; tried += 1) {
      const turn = settings.turn?.();
      try {
        const answer = await once('GET', url, init, options.timeoutMs ?? settings.timeoutMs ?? 10_000);
        if (tried >= retries || !RETRY_STATUS.has(answer.status)) return finish(url, answer, schema, turn);
      } catch (error) {
        if (tried >= retries || !(error instanceof NoAnswer)) throw error;
      }
      await wait(250 * 3 ** tried);
      options.signal?.throwIfAborted();
    }
  }

  async function write<T>(
    method: string,
    path: string,
    body: unknown,
    schema: Schema<T>,
    options: WriteOptions = {},
  ): Promise<T> {
    const url = base + withQuery(path, options.query);
    // A JSON body is never a "simple" cross-site request, so another site's page cannot send it with our cookie.
    const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
    if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
    const init: RequestInit = { headers, body: JSON.stringify(body ?? {}), signal: options.signal ?? null };
    const turn = settings.turn?.();
    const answer = await once(method, url, init, options.timeoutMs ?? settings.timeoutMs ?? 20_000);
    return finish(url, answer, schema, turn);
  }

  return {
    get: read,
    post: (path, body, schema, options) => write('POST', path, body, schema, options),
    put: (path, body, schema, options) => write('PUT', path, body, schema, options),
    patch: (path, body, schema, options) => write('PATCH', path, body, schema, options),
    delete: (path, schema, options) => write('DELETE', path, {}, schema, options),
  };
}
