/** A running PostgreSQL server of our own. */
export interface RunningPostgres {
  /** The address of its database `curbstop`, with user and password. */
  readonly url: string;
  readonly port: number;
  /** Resolves when the server is gone, for whatever reason. */
  readonly ended: Promise<unknown>;
  /** Ends the server in order and waits for it, less gently after so many milliseconds. */
  stop(patience?: number): Promise<void>;
  /** Kills the server as a power cut would; the data stays. */
  crash(): Promise<void>;
  /** Ends the server and deletes its data. */
  remove(): Promise<void>;
}

/** Starts the bundled PostgreSQL with its data in `dataDir`, on `port` of 127.0.0.1 or any free one. */
export function startPostgres(of: {
  dataDir: string;
  settings?: Record<string, string>;
  port?: number;
  say?: (line: string) => void;
  listens?: () => void;
}): Promise<RunningPostgres>;
