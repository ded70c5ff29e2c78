import pg from 'pg';

export interface Listener {
  close(): Promise<void>;
}

const AGAIN_MS = 1_000;

/**
 * Calls back when PostgreSQL notifies a channel. A notification is a hint to look, never the news
 * itself: after a lost connection every channel is called once, because hints may have been missed.
 */
export async function listen(
  url: string,
  channels: Readonly<Record<string, (payload: string) => void>>,
  onError: (error: Error) => void,
): Promise<Listener> {
  let client: pg.Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
    next.on('error', (error) => {
      onError(error);
      again();
    });
    next.on('end', () => again());
    next.on('notification', (message) => channels[message.channel]?.(message.payload ?? ''));
    await next.connect();
    for (const channel of Object.keys(channels)) await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    client = next;
  };
  const again = (): void => {
    if (closed || timer) return;
    timer = setTimeout(() => {
      timer = null;
      connect().then(
        () => {
          for (const call of Object.values(channels)) call('');
        },
        (error: unknown) => {
          onError(error instanceof Error ? error : new Error(String(error)));
          again();
        },
      );
    }, AGAIN_MS);
  };

  await connect();
  return {
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      await client?.end();
    },
  };
}
