/** A workbook, or a version of it, as statistics offices read it: JSON-stat, SDMX-CSV, and what its columns mean (CSVW). */
import { refuse } from '@tallystick/domain/refusals';
import { encodeCsv } from '@tallystick/exchange/csv/csv-form';
import { csvwOf } from '@tallystick/exchange/statistics/csvw';
import { jsonStatOf } from '@tallystick/exchange/statistics/json-stat';
import { type Statistics, statisticsOf } from '@tallystick/exchange/statistics/observations';
import { sdmxCsv } from '@tallystick/exchange/statistics/sdmx-csv';
import { sdmxQuery } from '@tallystick/protocol/csv-choices';
import { csvwSchema, jsonStatSchema } from '@tallystick/protocol/statistics';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import { member } from '../../edge/access.ts';
import { asFile, fileNameOf } from '../../edge/archive-reply.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { type Access, file, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import { type InVersion, version } from '../../edge/version-access.ts';
import { versionView } from '../../past/version-view.ts';
import { readWorkbook } from '../../record/export-workbook.ts';
import { statisticsNow, statisticsOfVersion } from '../../record/statistics-source.ts';

/** `part` names it in a file: the number of the journal, or the version. */
type Told = { statistics: Statistics; part: string };

type At = { app: FastifyInstance; context: RouteContext };

/** Where something is asked of, who may, and what they are told; undefined where it is not there. */
type Of<Entered extends InWorkbook> = {
  base: '/api/workbooks/:id' | '/api/workbooks/:id/submissions/:n';
  what: string;
  access: Access<Entered>;
  read: (entered: Entered) => Promise<Told | undefined>;
};

export function statisticsRoutes(app: FastifyInstance, context: RouteContext): void {
  const { deps } = context;
  const at = { app, context };
  const now: Of<InWorkbook> = {
    base: '/api/workbooks/:id',
    what: 'The workbook as it stands',
    access: member('read-room'),
    read: async ({ workbook }) => {
      const of = await readWorkbook(deps, workbook);
      const statistics = statisticsOf(statisticsNow(of, context.now()));
      return { statistics, part: String(of.head) };
    },
  };
  const locked: Of<InVersion> = {
    base: '/api/workbooks/:id/submissions/:n',
    what: 'A locked version',
    access: version('read-submissions'),
    read: async (entered) => {
      const view = await versionView(deps, entered);
      if (view === undefined) return undefined;
      const catalogue = deps.catalogueOf(entered.workbook.state.edition);
      const statistics = statisticsOf(statisticsOfVersion(view, catalogue));
      return { statistics, part: `v${view.submission.submission}` };
    },
  };
  cubeRoute(at, now);
  tableRoutes(at, now);
  cubeRoute(at, locked);
  tableRoutes(at, locked);
}

const about =
  'Yes is 1, no is 0. A figure of the workbook as it stands is provisional (P); of a version it is unvalidated (V) until ' +
  'a verdict that you may read verifies it (A). Estimates are E. CONF_STATUS is F where the city lets observers read it.';
const gone = (reply: FastifyReply): FastifyReply => sendRefusal(reply, refuse('not-found'));

/** The table and the description of its columns are of one query, and the one names the other. */
async function tableOf<Entered extends InWorkbook>(
  { read }: Of<Entered>,
  entered: Entered,
  { labels, ...form }: z.infer<typeof sdmxQuery>,
) {
  const told = await read(entered);
  if (told === undefined) return undefined;
  const { statistics, part } = told;
  return { statistics, labels, form, name: fileNameOf(entered, `${part}.sdmx.csv`) };
}

function cubeRoute<Entered extends InWorkbook>(at: At, of: Of<Entered>): void {
  const { base, what, access, read } = of;
  serve(
    at,
    {
      method: 'get',
      path: `${base}/statistics.json`,
      tag: 'exports',
      summary: `${what}, as JSON-stat 2.0`,
      about,
      access,
      answers: { 200: json('One dataset: indicator by area by year.', jsonStatSchema) },
    },
    async ({ entered, reply }) => {
      const told = await read(entered as Entered);
      if (told === undefined) return gone(reply);
      const name = fileNameOf(entered as Entered, `${told.part}.json-stat.json`);
      return asFile(reply, name, 'application/json; charset=utf-8').send(
        `${JSON.stringify(jsonStatOf(told.statistics), null, 1)}\n`,
      );
    },
  );
}

function tableRoutes<Entered extends InWorkbook>(at: At, of: Of<Entered>): void {
  const { base, what, access } = of;
  serve(
    at,
    {
      method: 'get',
      path: `${base}/statistics.csv`,
      tag: 'exports',
      summary: `${what}, as SDMX-CSV 2.0`,
      about,
      access,
      query: sdmxQuery,
      answers: { 200: file('A line for each data point.', 'application/vnd.sdmx.data+csv') },
    },
    async ({ entered, query, reply }) => {
      const table = await tableOf(of, entered as Entered, query);
      if (table === undefined) return gone(reply);
      const { statistics, labels, form, name } = table;
      const bytes = encodeCsv(sdmxCsv(statistics, labels, form), form);
      if (!bytes.ok) return sendRefusal(reply, bytes.refusal);
      const charset = form.encoding === 'windows-1252' ? 'windows-1252' : 'utf-8';
      const type = `application/vnd.sdmx.data+csv; version=2.0.0; labels=${labels}; charset=${charset}`;
      return asFile(reply, name, type).send(Buffer.from(bytes.value));
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: `${base}/statistics.csv-metadata.json`,
      tag: 'exports',
      summary: `What the columns of statistics.csv mean (CSVW): ${what.toLowerCase()}`,
      about: 'For the file that the same query gives.',
      access,
      query: sdmxQuery,
      answers: { 200: json('The description of the table.', csvwSchema) },
    },
    async ({ entered, query, reply }) => {
      const table = await tableOf(of, entered as Entered, query);
      if (table === undefined) return gone(reply);
      const { statistics, labels, form, name } = table;
      const url = encodeURIComponent(name.own);
      const described = csvwOf(statistics, { url, labels, form });
      const beside = {
        own: `${name.own}-metadata.json`,
        ascii: `${name.ascii}-metadata.json`,
      };
      return asFile(reply, beside, 'application/json; charset=utf-8').send(
        `${JSON.stringify(described, null, 1)}\n`,
      );
    },
  );
}
