/** Making a workbook: its row, its first event. */
import { randomBytes } from 'node:crypto';
import type { CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { nameOf } from '@tallystick/domain/cells/prose';
import type { Refusal } from '@tallystick/domain/refusals';
import { zoneOf } from '@tallystick/domain/nouns/set-up/zone';
import type { JournalStore } from '@tallystick/store/port-journal';
import type { Registry } from './registry.ts';

/** The edition that a new workbook is filled in by. */
const EDITION = '2017';

type Opening = { city: string; title: string; due: number | null; zone?: string | null };

/** Why names or a zone do not do for a workbook, before anything is made; undefined where they do. */
export function openingRefusal(opening: Opening): Refusal | undefined {
  const { city, title, zone = null } = opening;
  const faulty = [nameOf(city), nameOf(title), zoneOf(zone)].find((part) => !part.ok);
  return faulty === undefined || faulty.ok ? undefined : faulty.refusal;
}

/** Makes a workbook; whoever makes it is not a member until somebody, perhaps themselves, adds them. */
export async function openWorkbook(
  made: { store: JournalStore; registry: Registry; now: () => number },
  person: PersonId,
  opening: Opening,
): Promise<{ workbook: WorkbookId }> {
  const id = `wb_${randomBytes(8).toString('hex')}` as WorkbookId;
  await made.store.createWorkbook(id, made.now());
  const workbook = await made.registry.get(id);
  if (workbook === undefined) throw new Error('a workbook just made is not there');
  const outcome = await workbook.command({
    person,
    admin: true,
    id: `open-${id}` as CommandId,
    command: { type: 'open-workbook', edition: EDITION, ...opening },
    door: 'api',
  });
  if (!outcome.ok) throw new Error(`a new workbook was refused: ${outcome.refusal.code}`);
  return { workbook: id };
}
