/** A data folder with a workbook for each seed, its two contributors, and a head who locks them all. */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { Sessions } from '@tallystick/server/people/sessions';
import { DATABASE_FILE } from '@tallystick/server/server';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { join } from 'node:path';
import { HEAD, personRow, setUpWorkbook } from '../convergence/workbook-setup.ts';

export type Signed = { person: PersonId; cookie: string };
export type Place = { seed: number; workbook: WorkbookId; people: Signed[]; head: Signed };

export async function setUpPlaces(dataDir: string, seeds: number[]): Promise<Place[]> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const sessions = new Sessions(store, Date.now);
  const signIn = async (person: PersonId): Promise<Signed> => {
    await store.addPerson(personRow(person));
    return { person, cookie: `tallystick=${await sessions.begin(person)}` };
  };
  try {
    await store.setSetting('mode', 'installation');
    const head = await signIn(HEAD);
    const places: Place[] = [];
    for (const seed of seeds) {
      const workbook = `wb_offline${seed}` as WorkbookId;
      const people = [
        await signIn(`p_${seed}_ann` as PersonId),
        await signIn(`p_${seed}_bo` as PersonId),
      ];
      const contributors = people.map(({ person }) => ({
        person: personRow(person),
        role: 'contributor' as const,
      }));
      await setUpWorkbook({ store, now: Date.now, workbook }, contributors);
      places.push({ seed, workbook, people, head });
    }
    return places;
  } finally {
    await store.close();
  }
}
