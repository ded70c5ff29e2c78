import { DESK_ROLES } from '@curbstop/contracts';
import type { LiveEvents, LiveRequests, Role } from '@curbstop/contracts';
import type { StaffMember } from '@curbstop/core';
import type { Server, Socket } from 'socket.io';

export interface SocketData {
  readonly staff: StaffMember;
  /** The session that opened the socket; when it ends, so does the socket. */
  readonly token: string;
}

type Nothing = Record<string, never>;
export type LiveServer = Server<LiveRequests, LiveEvents, Nothing, SocketData>;
export type LiveSocket = Socket<LiveRequests, LiveEvents, Nothing, SocketData>;

export const ROOMS = {
  all: 'all',
  dispatch: 'dispatch',
  desk: 'desk',
  crew: (crewId: number) => `crew:${crewId}`,
  account: (accountId: number) => `account:${accountId}`,
} as const;

const DESK: ReadonlySet<Role> = new Set(DESK_ROLES);

/** The rooms that a member of staff belongs in. */
export function roomsOf({ roles, crewId }: StaffMember): string[] {
  const rooms: string[] = [ROOMS.all];
  if (roles.includes('dispatcher') || roles.includes('admin')) rooms.push(ROOMS.dispatch);
  if (roles.some((role) => DESK.has(role))) rooms.push(ROOMS.desk);
  if (roles.includes('crew') && crewId !== null) rooms.push(ROOMS.crew(crewId));
  return rooms;
}

/** Whether anyone on this process is in the room: what nobody would hear is not read. */
export function anyoneIn(io: LiveServer, room: string): boolean {
  return (io.sockets.adapter.rooms.get(room)?.size ?? 0) > 0;
}
