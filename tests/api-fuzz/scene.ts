/**
 * What the fuzzer plays in: a server with people of every role, signed in and with tokens, and texts that mean
 * something there.
 */
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { EMAIL, PASSWORD, startInstallation } from '../programs/installation.ts';
import { ProgramClient } from '../programs/program-client.ts';

export type Headers = Record<string, string>;
export type Scene = {
  server: ServerProcess;
  workbook: string;
  callers: Headers[];
  known: string[];
  /** Signs everybody in again whom a request has signed out. */
  renew: () => Promise<void>;
  close: () => Promise<void>;
};

const PEOPLE = ['p_henrik', 'p_amara', 'p_wen', 'p_salma', 'p_yara', 'p_mei', 'p_olu'];
const STRANGERS: Headers[] = [
  { authorization: `Bearer ts_${'x'.repeat(43)}` },
  { cookie: 'tallystick=nothing' },
  {},
];

type Entrance = { headers: Headers; enter: () => Promise<ApiClient | undefined> };

/** Headers of a session and of a token for each who may enter; the sessions can be renewed in place. */
async function callersOf(server: ServerProcess, entrances: Entrance[]): Promise<Headers[]> {
  const callers: Headers[] = [...STRANGERS];
  for (const { headers, enter } of entrances) {
    const person = await enter();
    if (person === undefined) throw new Error('somebody could not enter');
    headers['cookie'] = person.cookie;
    headers['origin'] = server.url;
    const program = await ProgramClient.of(person, { scope: ['read', 'write', 'live'] });
    // People are there more often than strangers, so that most requests come from somebody who may do something.
    for (let i = 0; i < 12 / entrances.length; i++) callers.push(headers);
    callers.push({ authorization: `Bearer ${program.secret}` });
  }
  return callers;
}

async function sceneOf(
  made: { server: ServerProcess; workbook: string; known: string[] },
  entrances: Entrance[],
): Promise<Scene> {
  const { server } = made;
  return {
    ...made,
    callers: await callersOf(server, entrances),
    renew: async () => {
      for (const { headers, enter } of entrances) {
        const person = await enter();
        if (person !== undefined) headers['cookie'] = person.cookie;
      }
    },
    close: async () => {
      await server.kill();
      await removeDataDir(server.dataDir);
    },
  };
}

/** The demo, with one locked version. */
export async function demoScene(): Promise<Scene> {
  const server = await startServerProcess();
  const head = await ApiClient.enter(server.url, 'p_henrik');
  await head.command({ type: 'lock' });
  await head.command({ type: 'unlock', reason: 'so that there is a version' });
  const entrances = PEOPLE.map((name) => ({
    headers: {},
    enter: () => ApiClient.enter(server.url, name).catch(() => undefined),
  }));
  const known = [...PEOPLE, DEMO_WORKBOOK, 'v1', 'now', '1', '2', ...(await knownTexts(head))];
  return await sceneOf({ server, workbook: DEMO_WORKBOOK, known }, entrances);
}

/** An installation whose administrator has opened a workbook and invited somebody. */
export async function installationScene(): Promise<Scene> {
  const { server, admin, workbook, link, enter } = await startInstallation();
  const inviting = { role: 'observer', entity: null, note: 'for the fuzz', days: 3 };
  const invited = (await (
    await admin.post(`/api/workbooks/${workbook}/invitations`, inviting)
  ).json()) as { id: string; link: string };
  const token = invited.link.split('/').at(-1) ?? '';
  const { me } = await admin.view(workbook);
  const target = 'https://hooks.example';
  await admin.post('/api/admin/webhook-targets', { origin: target });
  const known = [workbook, me.person, invited.id, token, link, EMAIL, PASSWORD, 'now', '1'];
  known.push(target, `${target}/in`);
  return await sceneOf({ server, workbook, known }, [{ headers: {}, enter }]);
}

/** Ids and texts of the demo's workbook, as any member reads them. */
async function knownTexts(person: ApiClient): Promise<string[]> {
  const view = await person.view();
  const page = await person.get(`/api/workbooks/${DEMO_WORKBOOK}/cells?limit=40`);
  const { cells } = (await page.json()) as { cells: { cell: string; text: string }[] };
  return [
    ...cells.flatMap(({ cell, text }) => [cell, text]),
    ...Object.keys(view.assignments).slice(0, 20),
    ...view.entities.map(({ id }) => id),
    ...view.comments.map(({ id }) => id),
  ];
}
