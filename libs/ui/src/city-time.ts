import { screenUnits } from '@curbstop/contracts';
import type { CityClock } from '@curbstop/contracts';
import { z } from 'zod';

/** What a device knows of the city's time between two answers. */
export interface CityTime {
  readonly timeZone: string;
  /** Name of the city; empty until the server was heard once. */
  readonly city: string;
  readonly demo: boolean;
  readonly units: CityClock['units'];
  readonly turning: CityClock['turning'];
  /**
   * Where the time comes from: `server` asked by this page; `kept` the difference kept from an earlier visit;
   * `device` nothing known yet, the device's own clock.
   */
  readonly from: 'server' | 'kept' | 'device';
  /** City time minus the reference below, ms. */
  readonly offset: number;
}

/**
 * Offset from an answer. The answer was true somewhere between asking and hearing; the middle is wrong by at most
 * half the round trip.
 */
export function offsetOf(answerNow: number, asked: number, heard: number): number {
  return Math.round(answerNow - (asked + heard) / 2);
}

/** What a page keeps over a reload without a network. */
export interface KeptTime {
  readonly timeZone: string;
  readonly city: string;
  readonly demo: boolean;
  readonly units: CityClock['units'];
  /** City time minus the device's wall clock, ms. */
  readonly wallOffset: number;
}

const keptTime = z.object({
  timeZone: z.string(),
  city: z.string(),
  demo: z.boolean(),
  units: screenUnits,
  wallOffset: z.number(),
});

/** Until the server has ever been heard. */
export const FIRST_UNITS: CityClock['units'] = screenUnits.parse(undefined);

/** What an earlier visit kept; null when there is nothing, or nothing this version can read. */
export function parseKept(text: string | null): KeptTime | null {
  if (text === null) return null;
  try {
    return keptTime.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
