import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import pg from 'pg';

/*
 * The barest correct ingest: Aedes lets anybody in, a PUBACK is held until the UNNEST insert that has its read is
 * committed, and nothing is checked. Same batches and lanes as the gateway's. A program of its own, as the gateway is.
 */
const ROWS = 2_000;
const LINGER_MS = 20;
const LANES = 2;

interface Waiting {
  readonly device: number;
  readonly at: string;
  readonly register: string;
  readonly done: (error?: Error | null) => void;
}

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: LANES });
await pool.query(`CREATE TABLE IF NOT EXISTS bare_read
  (device_id int, read_at timestamptz, litres bigint, flags int, PRIMARY KEY (device_id, read_at))`);

let queue: Waiting[] = [];
let lanes = 0;
let timer: NodeJS.Timeout | null = null;

async function insert(batch: readonly Waiting[]): Promise<void> {
  try {
    await pool.query(
      `INSERT INTO bare_read SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::bigint[], $4::int[])
       ON CONFLICT DO NOTHING`,
      [
        batch.map((waiting) => waiting.device),
        batch.map((waiting) => waiting.at),
        batch.map((waiting) => Math.round(Number(waiting.register) * 1_000)),
        batch.map(() => 0),
      ],
    );
    for (const waiting of batch) waiting.done(null);
  } catch (error) {
    for (const waiting of batch) waiting.done(error instanceof Error ? error : new Error(String(error)));
  }
}

function flush(): void {
  if (timer) clearTimeout(timer);
  timer = null;
  while (lanes < LANES && queue.length > 0) {
    const batch = queue.slice(0, ROWS);
    queue = queue.slice(ROWS);
    lanes += 1;
    void insert(batch).finally(() => {
      lanes -= 1;
      if (queue.length > 0) flush();
    });
  }
}

const broker = await Aedes.createBroker({ concurrency: 1_000 });
broker.authorizePublish = (client, packet, done) => {
  const { t, register } = JSON.parse(packet.payload.toString()) as { t: string; register: string };
  queue.push({ device: Number(client?.id.slice(1)), at: t, register, done });
  if (queue.length >= ROWS) flush();
  else timer ??= setTimeout(flush, LINGER_MS);
};
const server = createServer({ noDelay: true }, (socket) => {
  broker.handle(socket);
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, () => {
  process.send?.({ ready: true, port: (server.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit());
