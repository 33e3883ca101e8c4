/**
 * A data folder with two cities that share one person of ITU, made ready without a server. What passes from city to
 * city, and what must not, can be seen with two alone.
 */
import type { CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import { Sessions } from '@tallystick/server/people/sessions';
import { DATABASE_FILE } from '@tallystick/server/server';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { join } from 'node:path';
import { depsOver } from './prepared-workbook.ts';

export type City = { workbook: WorkbookId; name: string };
export type TwoCities = { here: City; there: City; cookies: Map<string, string> };

/** The people: those of one city have its name at the end; `itu` and `auditor` are in both. */
const PEOPLE: { name: string; role: Role; cities: ('Hereham' | 'Thereby')[] }[] = [
  { name: 'itu', role: 'itu', cities: ['Hereham', 'Thereby'] },
  { name: 'auditor', role: 'auditor', cities: ['Hereham', 'Thereby'] },
  { name: 'lead-hereham', role: 'coordinator', cities: ['Hereham'] },
  { name: 'head-hereham', role: 'head', cities: ['Hereham'] },
  { name: 'observer-hereham', role: 'observer', cities: ['Hereham'] },
  { name: 'lead-thereby', role: 'coordinator', cities: ['Thereby'] },
];

/** Makes the folder; cookies are by the person's name. */
export async function prepareTwoCities(dataDir: string): Promise<TwoCities> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const deps = depsOver(store);
  const registry = new Registry(deps);
  try {
    await store.setSetting('mode', 'installation');
    const made = { ...deps, registry };
    const cityOf = async (name: string): Promise<City> => {
      const opening = { city: name, title: 'Two cities', due: null };
      return { name, ...(await openWorkbook(made, SYSTEM, opening)) };
    };
    const here = await cityOf('Hereham');
    const there = await cityOf('Thereby');
    const cookies = new Map<string, string>();
    for (const { name, role, cities } of PEOPLE) {
      const person = `p_${name}` as PersonId;
      await store.addPerson({
        person,
        email: `${name}@city.example`,
        name,
        passwordHash: null,
        admin: false,
        demo: false,
        createdAt: Date.now(),
      });
      for (const city of [here, there].filter((each) => cities.includes(each.name as never))) {
        const workbook = await registry.get(city.workbook);
        const outcome = await workbook?.command({
          person: SYSTEM,
          admin: true,
          id: `add-${city.workbook}-${person}` as CommandId,
          command: { type: 'add-member', person, role, entity: null },
          door: 'system',
        });
        if (!outcome?.ok) throw new Error(`${name} could not be added`);
      }
      cookies.set(name, `tallystick=${await new Sessions(store, Date.now).begin(person)}`);
    }
    return { here, there, cookies };
  } finally {
    await registry.close();
    await store.close();
  }
}
