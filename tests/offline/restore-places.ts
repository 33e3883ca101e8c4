/**
 * A data folder with a workbook for each seed: four who fill in the same rows, two of them by programs, and an auditor
 * who may fill in none.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import { Sessions } from '@tallystick/server/people/sessions';
import { DATABASE_FILE } from '@tallystick/server/server';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { join } from 'node:path';
import { HEAD, personRow, setUpWorkbook } from '../convergence/workbook-setup.ts';
import type { Signed } from './set-up.ts';

/** `pages`: by the web app; `programs`: by the door of plain clients. The auditor is the last of both. */
export type RestorePlace = {
  seed: number;
  workbook: WorkbookId;
  pages: Signed[];
  programs: Signed[];
  head: Signed;
};

const PEOPLE: readonly [name: string, role: Role][] = [
  ['ann', 'contributor'],
  ['bo', 'contributor'],
  ['cy', 'contributor'],
  ['di', 'contributor'],
  ['ed', 'auditor'],
];

export async function setUpRestores(dataDir: string, seeds: number[]): Promise<RestorePlace[]> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const sessions = new Sessions(store, Date.now);
  const signIn = async (person: PersonId): Promise<Signed> => {
    await store.addPerson(personRow(person));
    return { person, cookie: `tallystick=${await sessions.begin(person)}` };
  };
  try {
    await store.setSetting('mode', 'installation');
    const head = await signIn(HEAD);
    const places: RestorePlace[] = [];
    for (const seed of seeds) {
      const workbook = `wb_restore${seed}` as WorkbookId;
      const members = PEOPLE.map(([name, role]) => {
        const person = personRow(`p_${seed}_${name}`);
        return { person, role };
      });
      await setUpWorkbook({ store, now: Date.now, workbook }, members);
      const signed: Signed[] = [];
      for (const { person } of members) signed.push(await signIn(person.person));
      const [ann, bo, cy, di, ed] = signed as [Signed, Signed, Signed, Signed, Signed];
      places.push({ seed, workbook, pages: [ann, bo, ed], programs: [cy, di, ed], head });
    }
    return places;
  } finally {
    await store.close();
  }
}
