import { ConfigError } from './environment.ts';
import { START_QUIET_MS, START_TIMEOUT_MS, serve } from './serve.ts';
import type { Host, Service } from './serve.ts';

/** A process that only writes down what is asked of it. */
class Fake implements Host {
  readonly exits: number[] = [];
  readonly told: unknown[] = [];
  readonly complaints: unknown[] = [];
  readonly tell: Host['tell'];
  private readonly listeners = new Map<string, () => void>();

  constructor(child: boolean) {
    this.tell = child ? (message) => void this.told.push(message) : null;
  }
  on(event: string, listener: () => void): void {
    this.listeners.set(event, listener);
  }
  exit(code: number): void {
    this.exits.push(code);
  }
  complain(what: unknown): void {
    this.complaints.push(what);
  }
  /** How much it computes in a second, in milliseconds. */
  work = 0;
  private computed = 0;
  worked(): number {
    return (this.computed += this.work / 2);
  }
  async hear(event: string): Promise<void> {
    this.listeners.get(event)?.();
    await Promise.resolve();
    await Promise.resolve();
  }
}

describe('the life of a program', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const closing = () => {
    const close = jest.fn(() => Promise.resolve());
    return { close, start: () => Promise.resolve({ close, ready: { port: 7 } }) };
  };

  it('tells whoever started it that it is ready, and with what', async () => {
    const host = new Fake(true);
    await serve(closing().start, undefined, host);
    expect(host.told).toEqual([{ ready: true, port: 7 }]);
    expect(host.exits).toEqual([]);
  });

  it.each([
    ['SIGTERM', true, true],
    ['SIGTERM', false, true],
    ['disconnect', true, true],
    ['SIGINT', false, true],
    // The terminal told everyone; its parent ends it in order.
    ['SIGINT', true, false],
  ])('on %s, started by another (%p), it ends in order: %p', async (event, child, ends) => {
    const host = new Fake(child);
    const { close, start } = closing();
    await serve(start, undefined, host);
    await host.hear(event);
    await host.hear(event);
    expect(close).toHaveBeenCalledTimes(ends ? 1 : 0);
    expect(host.exits).toEqual(ends ? [0] : []);
  });

  it('ends with 1 when closing fails, and when it hangs', async () => {
    const fails = new Fake(false);
    const error = new Error('the database is gone');
    await serve(() => Promise.resolve({ close: () => Promise.reject(error) }), undefined, fails);
    await fails.hear('SIGTERM');
    expect([fails.exits, fails.complaints]).toEqual([[1], [error]]);
    const hangs = new Fake(false);
    await serve(() => Promise.resolve({ close: () => new Promise<void>(() => undefined) }), undefined, hangs);
    await hangs.hear('SIGTERM');
    jest.advanceTimersByTime(3_999);
    expect(hangs.exits).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(hangs.exits).toEqual([1]);
  });

  it.each([
    [
      'a wrong configuration in its sentence',
      new ConfigError('PORT must be a port number.'),
      'PORT must be a port number.',
    ],
    ['a fault of ours whole', new Error('broken'), new Error('broken')],
  ])('cannot start: says %s', async (_, error, says) => {
    const host = new Fake(true);
    await serve(() => Promise.reject(error), undefined, host);
    expect([host.complaints, host.exits, host.told]).toEqual([[says], [1], []]);
  });

  const never = () => new Promise<Service>(() => undefined);

  it('ends with 1 and says so when a start hangs', async () => {
    const host = new Fake(true);
    host.work = 30;
    void serve(never, undefined, host);
    jest.advanceTimersByTime(START_QUIET_MS - 1);
    expect(host.exits).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(host.exits).toEqual([1]);
    expect(host.complaints).toEqual(['Not ready after 25 s; it ends, to be started again.']);
  });

  it('does not end a start that is slow, but one that never comes to an end', async () => {
    const host = new Fake(true);
    host.work = 100;
    void serve(never, undefined, host);
    jest.advanceTimersByTime(START_TIMEOUT_MS - 1);
    expect(host.exits).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(host.exits).toEqual([1]);
  });

  it('is not ended by the deadline of its start once it is ready, nor ready after it', async () => {
    const host = new Fake(true);
    await serve(closing().start, undefined, host);
    jest.advanceTimersByTime(START_TIMEOUT_MS);
    expect(host.exits).toEqual([]);
    const late = new Fake(true);
    let finish: (service: Service) => void = () => undefined;
    const life = serve(() => new Promise((done) => (finish = done)), undefined, late);
    jest.advanceTimersByTime(START_TIMEOUT_MS);
    finish({ close: () => Promise.resolve() });
    await life;
    expect([late.exits, late.told]).toEqual([[1], []]);
  });

  it.each(['SIGTERM', 'disconnect'])('ends at once on %s while it starts', async (event) => {
    const host = new Fake(true);
    void serve(never, undefined, host);
    await host.hear(event);
    await host.hear(event);
    expect(host.exits).toEqual([1]);
  });
});
