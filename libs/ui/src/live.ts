import { LIVE_PATH } from '@curbstop/contracts';
import type { LiveEvents, LiveRequests } from '@curbstop/contracts';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { observable } from './observable.ts';
import type { Observable } from './observable.ts';

/** Whether the live feed stands, and since when (device time, epoch ms). */
export interface LiveState {
  /** `refused`: the server turned the session away; sign in and `reconnect()`. */
  readonly phase: 'connecting' | 'connected' | 'lost' | 'refused';
  readonly since: number;
}

/**
 * The live feed of one screen. On every connection read again what is shown: what happened before it and after the last
 * answer was not sent.
 */
export interface Live {
  readonly state: Observable<LiveState>;
  /** Listens to one event; returns how to stop. */
  on<Name extends keyof LiveEvents>(name: Name, handler: LiveEvents[Name]): () => void;
  send<Name extends keyof LiveRequests>(name: Name, ...payload: Parameters<LiveRequests[Name]>): void;
  /** Called on each connection, the first as well: what was read before it may lack what happened since. */
  onConnected(handler: () => void): () => void;
  /** Tries at once, as after signing in or when the page comes to the front. */
  reconnect(): void;
  close(): void;
}

export interface LiveSettings {
  /** Same origin unless given. */
  readonly url?: string;
  readonly wall?: () => number;
}

/** The live feed over a given socket; `connectLive` makes the socket. */
export function liveOver(socket: Socket, wall: () => number): Live {
  const state = observable<LiveState>({ phase: 'connecting', since: wall() });
  const connected = new Set<() => void>();
  const turn = (phase: LiveState['phase']): void => {
    if (state.get().phase !== phase) state.set({ phase, since: wall() });
  };
  socket.on('connect', () => {
    turn('connected');
    for (const handler of [...connected]) handler();
  });
  // A socket that is not active any more was turned away, and does not try again by itself.
  socket.on('disconnect', () => turn(socket.active ? 'lost' : 'refused'));
  socket.on('connect_error', () => turn(socket.active ? 'lost' : 'refused'));

  return {
    state,
    on(name, handler) {
      const event: string = name;
      socket.on(event, handler);
      return () => {
        socket.off(event, handler);
      };
    },
    send(name, ...payload) {
      socket.emit(name, ...payload);
    },
    onConnected(handler) {
      connected.add(handler);
      return () => {
        connected.delete(handler);
      };
    },
    reconnect() {
      if (!socket.connected) socket.connect();
    },
    close() {
      socket.disconnect();
    },
  };
}

/** Connects to the live feed with the session's cookie; tries again by itself, at most 5 s apart. */
export function connectLive(settings: LiveSettings = {}): Live {
  const options = {
    path: LIVE_PATH,
    withCredentials: true,
    reconnectionDelayMax: 5_000,
    transports: ['websocket', 'polling'],
  };
  const socket = settings.url === undefined ? io(options) : io(settings.url, options);
  return liveOver(socket, settings.wall ?? (() => Date.now()));
}
