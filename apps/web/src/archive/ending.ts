/**
 * What screens know of a workbook's archiving and deletion, and how they give its commands. The page of a workbook
 * knows it from its state and the administrator's page from a list.
 */
import type { Command } from '@tallystick/domain/commands';
import type { Outcome } from '@tallystick/domain/refusals';

type Said = { name: string; at: number; reason: string };

export type Ending = {
  workbook: string;
  city: string;
  title: string;
  /** On whose clock an end is read; null where the city has named none. */
  zone: string | null;
  archived: Said | null;
  /** A deletion that was asked for, lapsed or not. `by`: the person's id. */
  deletion: (Said & { by: string; number: number; until: number }) | null;
};

export type Give = (command: Command) => Promise<Outcome<unknown>>;
