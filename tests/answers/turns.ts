/** Who writes what next in a contest: few cells, texts that are written once each. */
import type { Random } from '../gate/random.ts';

const CELLS = ['water_supply_loss.value', 'smart_water_meters.value'].flatMap((row) => [
  `${row}:source`,
  `${row}:notes`,
]);

export class Turns {
  readonly random: Random;
  #left: number;
  #texts = 0;

  constructor(random: Random, count: number) {
    this.random = random;
    this.#left = count;
  }

  /** Whether one more is to be written. */
  next(): boolean {
    return this.#left-- > 0;
  }

  cell(): string {
    return this.random.pick(CELLS);
  }

  /** A text that is written nowhere else; null in a share of all cases. */
  text(cleared: number): string | null {
    return this.random.chance(cleared) ? null : `text ${++this.#texts}`;
  }
}
