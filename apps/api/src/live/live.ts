import type { Server as HttpServer } from 'node:http';
import { id, LIVE_PATH } from '@curbstop/contracts';
import { reloadPolicies, listen, liveSessions, sessionStaff } from '@curbstop/core';
import { Server } from 'socket.io';
import type { DataSource } from 'typeorm';
import { clockNow } from '../clock/clock-now.ts';
import { originIsHost } from '../edge/origin.ts';
import type { BillingConfig, City, Logger } from '../parts.ts';
import { SESSION_COOKIE } from '../session/cookie.ts';
import { CHANNELS } from './channels.ts';
import { JournalFollower } from './journal-follower.ts';
import { recallWaiting } from './recall.ts';
import { ROOMS, roomsOf } from './rooms.ts';
import type { LiveServer, LiveSocket } from './rooms.ts';
import { Teller } from './tell.ts';

export interface LiveParts {
  readonly http: HttpServer;
  readonly source: DataSource;
  readonly city: City;
  readonly config: BillingConfig;
  readonly log: Logger;
  readonly parseCookie: (header: string) => Readonly<Record<string, string | undefined>>;
}

/** The live feed of this process. */
export interface Live {
  readonly io: LiveServer;
  /** Rows of the journal that have not been told yet. */
  unread(): Promise<number>;
  close(): Promise<void>;
}

const CHECK_SESSIONS_MS = 60_000;
const LARGEST_MESSAGE_BYTES = 4_096;

/** Lets in who is signed in. A fault of ours closes the connection, so that the client tries again by itself. */
function admit(io: LiveServer, { source, city, log, parseCookie }: LiveParts): void {
  io.use((socket, next) => {
    const token = parseCookie(socket.handshake.headers.cookie ?? '')[SESSION_COOKIE];
    if (!token) return next(new Error('not-signed-in'));
    sessionStaff(source, token, city.machine()).then(
      (staff) => {
        if (!staff || staff.mustChangePassword) return next(new Error('not-signed-in'));
        socket.data = { staff, token };
        next();
      },
      (error: unknown) => {
        log.warn({ err: error }, 'A socket could not be let in.');
        socket.conn.close();
      },
    );
  });
}

/** A desk follows one account at a time. */
function letFollow(socket: LiveSocket): void {
  socket.on('follow', (asked) => {
    if (!socket.rooms.has(ROOMS.desk)) return;
    for (const room of socket.rooms) if (room.startsWith('account:')) void socket.leave(room);
    const accountId = id.safeParse(asked);
    if (accountId.success) void socket.join(ROOMS.account(accountId.data));
  });
}

/**
 * Pushes what was committed to the screens it concerns.
 *
 * Every API process follows the journal itself and tells its own sockets, so processes need no adapter between
 * them: a Redis adapter would only deliver everything a second time. Behind a balancer, sockets that fall back to
 * long polling need to stay with one process; websockets do not.
 */
export async function startLive(parts: LiveParts): Promise<Live> {
  const { source, city, config, log } = parts;
  const io: LiveServer = new Server(parts.http, {
    path: LIVE_PATH,
    serveClient: false,
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    // A page of another site may open a websocket here, with our cookie: the browser asks nobody first.
    allowRequest: (request, answer) => {
      const { origin, host } = request.headers;
      answer(null, origin === undefined || originIsHost(origin, host));
    },
  });
  const failed = (error: unknown): void =>
    log.error({ err: error }, 'The live feed could not tell what happened; it tries again.');
  const recalls = { source, city, onError: failed };
  const teller = new Teller(io, recalls);
  const follower = new JournalFollower(source, { take: (rows) => teller.tell(rows), onError: failed });

  const checkSessions = async (): Promise<void> => {
    const sockets = [...io.sockets.sockets.values()];
    const living = await liveSessions(
      source,
      sockets.map(({ data }) => data.token),
      city.machine(),
    );
    for (const socket of sockets) if (!living.has(socket.data.token)) socket.disconnect(true);
  };
  const tellClock = async (): Promise<void> => {
    io.to(ROOMS.all).emit('clock', await clockNow(source, city, config));
  };

  const followClock = async (): Promise<void> => {
    await city.turnable?.refresh(source);
    await tellClock();
  };

  admit(io, parts);
  io.on('connection', (socket) => {
    void socket.join(roomsOf(socket.data.staff));
    letFollow(socket);
    recallWaiting(socket, recalls).catch(failed);
  });

  await follower.start();
  const listener = await listen(
    config.databaseUrl,
    {
      [CHANNELS.journal]: () => follower.hint(),
      [CHANNELS.clock]: () => void followClock().catch(failed),
      [CHANNELS.policy]: () => void reloadPolicies(source).catch(failed),
      [CHANNELS.session]: () => void checkSessions().catch(failed),
      [CHANNELS.crew]: (payload) => {
        const crewId = id.safeParse(Number(payload));
        if (crewId.success) teller.tellPosition(crewId.data).catch(failed);
      },
    },
    (error) =>
      log.warn({ err: error }, 'Notifications of the database are interrupted; the live feed looks every second.'),
  );
  // The follower of the journal tells of an outage; a second voice for the same one helps nobody.
  const step = city.turnable?.keepInStep(
    source,
    () => void tellClock().catch(failed),
    (error) => log.debug({ err: error }, 'The clock could not be read; it is tried again.'),
  );
  const timer = setInterval(() => void checkSessions().catch(failed), CHECK_SESSIONS_MS);

  return {
    io,
    unread: () => follower.unread(),
    close: async () => {
      clearInterval(timer);
      step?.stop();
      teller.stop();
      await listener.close();
      await follower.stop();
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}
