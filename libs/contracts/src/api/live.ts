import type { CrewDay, DispatchOrder } from './dispatch.ts';
import type { CrewJob } from './crew.ts';
import type { CityClock } from './session.ts';

/**
 * What the server pushes on the socket at `/live` (socket.io path). A socket carries the session
 * cookie; the server puts it into the rooms of its roles. Every message is a fact that has been
 * committed; a client that was away asks for the whole again.
 */
export interface LiveEvents {
  /** Dispatchers: an order as it stands now. */
  order: (order: DispatchOrder) => void;
  /** Dispatchers: a crew as it stands now. */
  crew: (crew: CrewDay) => void;
  /** Dispatchers: the lists of blocked and came-off accounts changed; ask again. */
  day: () => void;
  /** Crews: a job of theirs as it stands now. */
  job: (job: CrewJob) => void;
  /** Crews: the job is no longer theirs. */
  'job-gone': (orderId: number) => void;
  /** Crews: stop. `job.recall` is set. The tablet answers that it arrived. */
  recall: (job: CrewJob, delivered: () => void) => void;
  /** Desk: something happened on the account. */
  account: (accountId: number) => void;
  /** Desk: a task was opened, done or became late; ask again. */
  tasks: () => void;
  /** Everyone: the city's clock was turned. */
  clock: (clock: CityClock) => void;
}

/** What a client may say on the socket. */
export interface LiveRequests {
  /** Desk: follow an account's page; null to stop. */
  follow: (accountId: number | null) => void;
}

export const LIVE_PATH = '/live';
