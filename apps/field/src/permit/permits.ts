import { permitAnswer, permitKey } from '@curbstop/contracts';
import type { CrewJob, Permit, PermitAnswer } from '@curbstop/contracts';
import { observable } from '@curbstop/ui';
import type { Api, Observable, ScreenClock } from '@curbstop/ui';
import { z } from 'zod';
import type { Kept } from '../tablet/kept.ts';
import type { Saving } from '../tablet/saving.ts';
import { standing } from './standing.ts';
import type { GateAnswer, Proof, Standing } from './standing.ts';
import { trustedNow } from './trusted-now.ts';
import { provePermit } from './verify.ts';
import type { PermitKey } from './verify.ts';

/** Asks the gate, checks what it signs, and tells how the right to close stands. */
export interface Permits {
  restore(): Promise<void>;
  /** Fetches the city's key, so that permits can be checked without a network later. */
  fetchKey(): Promise<void>;
  ask(orderId: number): Promise<PermitAnswer>;
  /** Signatures checked so far, by permit; screens draw again when one is known. */
  readonly proofs: Observable<ReadonlyMap<string, Proof>>;
  /** How the right to close stands now. A signature not checked yet is checked, and the screens hear of it. */
  standing(gate: GateAnswer | null, job: CrewJob): Standing;
  /** Notes how late it is; call it every few seconds, so that a clock set back is noticed after a restart. */
  note(): void;
}

const KEY = 'permit-key';
const LATEST = 'latest-moment';
/** How often the latest known moment is kept, ms. */
const NOTE_MS = 5_000;

export interface PermitSettings {
  readonly api: Api;
  readonly kept: Kept;
  readonly saving: Saving;
  readonly clock: ScreenClock;
  readonly wall: () => number;
  readonly onError: (error: unknown) => void;
}

export function createPermits({ api, kept, saving, clock, wall, onError }: PermitSettings): Permits {
  const proofs = observable<ReadonlyMap<string, Proof>>(new Map());
  let publicKey: PermitKey | null = null;
  let latest = 0;
  let noted = 0;
  /** City time minus the tablet's own clock, as of the last answer or of an earlier visit. */
  let wallOffset = clock.now() - wall();
  clock.time.subscribe((time) => {
    if (time.from === 'server') wallOffset = clock.now() - wall();
  });

  function now(): number | null {
    const heard = clock.time.get().from === 'server';
    const moment = trustedNow({ steady: clock.now(), wall: wall() + wallOffset, latest, heard });
    if (moment !== null && moment > latest) {
      latest = moment;
      if (latest - noted >= NOTE_MS) {
        noted = latest;
        saving.save(() => kept.put(LATEST, noted));
      }
    }
    return moment;
  }
  const setProof = (permitId: string, proof: Proof): void => proofs.set(new Map(proofs.get()).set(permitId, proof));
  function prove(permit: Permit): Proof {
    const known = proofs.get().get(permit.permitId);
    if (known !== undefined && !(known === 'no-key' && publicKey)) return known;
    // Told to the screens only when it is known: this runs while they are being drawn.
    provePermit(permit, publicKey).then((proof) => {
      if (proofs.get().get(permit.permitId) !== proof) setProof(permit.permitId, proof);
    }, onError);
    return 'checking';
  }
  return {
    proofs,
    async restore() {
      publicKey = await kept.get(KEY, permitKey);
      latest = (await kept.get(LATEST, z.int())) ?? 0;
      noted = latest;
    },
    async fetchKey() {
      const heard = await api.get('/api/crew/permit-key', permitKey);
      if (publicKey && publicKey.x === heard.x && publicKey.y === heard.y) return;
      publicKey = heard;
      // Another key: what was checked with the old one is checked again.
      proofs.set(new Map());
      saving.save(() => kept.put(KEY, heard));
    },
    async ask(orderId) {
      const answer = await api.post(`/api/crew/orders/${orderId}/permit`, {}, permitAnswer, { timeoutMs: 10_000 });
      // Checked before it is shown, so that the slide does not flicker.
      if (answer.mayClose) setProof(answer.permit.permitId, await provePermit(answer.permit, publicKey));
      return answer;
    },
    note() {
      now();
    },
    standing(gate, job) {
      return standing(gate, job, gate?.answer.mayClose ? prove(gate.answer.permit) : 'no-key', now());
    },
  };
}
