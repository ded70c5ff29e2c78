import { commandTopic } from '@curbstop/contracts';
import { claimForSend, dueCommands } from '@curbstop/core';
import type { Clock, CloseLimits } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { BrokerLink } from '../broker/link.ts';

export interface SenderParts {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly utility: string;
  readonly limits: CloseLimits;
  readonly link: () => BrokerLink;
  readonly onError: (error: unknown) => void;
  readonly onSent: () => void;
}

/**
 * Carries on with commands that are due, when rung and once a second. There is no queue beside the
 * table: a command's state and its next look are columns of its row, so a restart, a second gateway or
 * a lost bell change nothing, and a command wiped from a queue cannot exist.
 */
export class CommandSender {
  private working: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(private readonly parts: SenderParts) {}

  /** Looks for due commands; once more after the look under way, if there is one. */
  wake(): void {
    if (this.stopped) return;
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = this.work()
      .catch(this.parts.onError)
      .finally(() => {
        this.working = null;
        if (!this.again) return;
        this.again = false;
        this.wake();
      });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.working;
  }

  private async work(): Promise<void> {
    const { source, clock, utility, limits, link, onSent, onError } = this.parts;
    for (const id of await dueCommands(source, clock.now())) {
      if (this.stopped) return;
      try {
        const out = await claimForSend(source, id, limits, clock.now());
        if (!out) continue;
        // Committed as sent: if this is lost, it is sent again under the same id and number.
        await link().publish(commandTopic(utility, out.device), JSON.stringify(out.command), { retain: false });
        onSent();
      } catch (error) {
        // One command that cannot go must not keep the others waiting.
        onError(error);
      }
    }
  }
}
