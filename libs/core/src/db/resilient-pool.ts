import pg from 'pg';

/** A way over the network that has gone silent is noticed, not waited for; first probe after so many milliseconds. */
const KEEPALIVE_MS = 10_000;
const CONNECT_WITHIN_MS = 10_000;

/**
 * A class of connections whose loss is always heard. The pool listens while a connection is idle, and whoever uses it
 * while it is used. A server that ends can say so between the two, in one piece with the answer before; nobody would
 * hear it, and an error that nobody hears ends the process.
 */
function steadyClient(onLost: (error: Error) => void): typeof pg.Client {
  return class SteadyClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      this.on('error', (error) => {
        if (this.listenerCount('error') === 1) onLost(error);
      });
    }
  };
}

/** What every pool of ours has in common. */
export function resilientSettings(
  onLost: (error: Error) => void,
  connectWithinMs = CONNECT_WITHIN_MS,
): Omit<pg.PoolConfig, 'Client'> & {
  readonly Client: typeof pg.Client;
} {
  return {
    Client: steadyClient(onLost),
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
  };
}

/** A pool for those who need PostgreSQL itself, without the records. A lost connection is told of and replaced. */
export function resilientPool(config: pg.PoolConfig, onLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ ...config, ...resilientSettings(onLost) });
  pool.on('error', onLost);
  return pool;
}
