/** Chance that can be had again: one seed, one sequence. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to `count`, which is not among them. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** A whole number of both ends and all between. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True so often of a hundred times. */
  often(ofHundred: number): boolean {
    return this.next() * 100 < ofHundred;
  }

  one<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new RangeError('There is nothing to choose from.');
    return found;
  }
}

/** The chance of one year of many: years beside each other have nothing to do with each other. */
export function chanceOf(seed: number, year: number): Chance {
  return new Chance(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(year + 1, 0xc2b2ae35));
}
