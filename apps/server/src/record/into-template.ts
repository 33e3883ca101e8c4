/**
 * A workbook, or a locked version of it, in a template: the template's file with the values in it, or what an export would
 * do and what not. For those who read the room alone: a template has cells for everything.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { CellId } from '@tallystick/domain/cells/ids';
import { meantTexts } from '@tallystick/domain/cells/typed/plain-value';
import { computeAll } from '@tallystick/domain/formula/compute';
import type { TemplateMap } from '@tallystick/domain/outgoing/template-map';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { type Actor, may } from '@tallystick/domain/rights';
import type { Snapshot } from '@tallystick/domain/snapshot';
import { fillTemplate } from '@tallystick/exchange/template/fill-template';
import type { TemplateSource } from '@tallystick/exchange/template/template-writes';
import { templateMapSchema } from '@tallystick/protocol/views-templates';
import { INSTALLATION } from '@tallystick/store/port-files';
import type { TemplateVersion } from '@tallystick/store/port-templates';
import type { StoreReader } from '@tallystick/store/sqlite-reader';
import type { ReadDeps, WorkbookNow } from '../workbook/deps.ts';

export type IntoTemplate = {
  template: string;
  /** What becomes of results that other programs computed before. */
  results: 'remove' | 'keep';
  /** Of a locked version; null for the workbook as it stands. */
  submission: number | null;
  /** The file, or what is done and what not, as JSON. */
  answer: 'file' | 'report';
};

type Made = {
  store: Pick<StoreReader, 'file' | 'template' | 'snapshot'>;
  deps: Pick<ReadDeps, 'catalogueOf'>;
};
type Reader = { workbook: WorkbookNow; actor: Actor };

/** Refusals: unknown-template (also where it is of another KPI set), not-found, and what hinders who may not read the room. */
export async function packIntoTemplate(
  { store, deps }: Made,
  { workbook, actor }: Reader,
  { template, results, submission, answer }: IntoTemplate,
): Promise<Outcome<Uint8Array>> {
  const { state } = workbook;
  const refusal = may(actor, 'read-room', { state });
  if (refusal !== undefined) return { ok: false, refusal };
  const version = await store.template(template);
  const file = version && (await store.file(INSTALLATION, version.file));
  if (version?.edition !== state.edition || file === undefined) return no('unknown-template');
  const texts = await textsOf(store, workbook, submission);
  if (texts === undefined) return no('not-found');
  const source = sourceOf(deps.catalogueOf(state.edition), texts);
  const filled = fillTemplate({ bytes: file.bytes, map: mapOf(version) }, source, {
    oldResults: results,
  });
  if (!filled.ok) return filled;
  const { bytes, report } = filled.value;
  return yes(answer === 'file' ? bytes : new TextEncoder().encode(JSON.stringify(report)));
}

/** The map of a version that was checked when it was saved. */
export function mapOf({ map }: Pick<TemplateVersion, 'map'>): TemplateMap {
  return templateMapSchema.parse(JSON.parse(map));
}

/** Undefined where there is no such version. */
async function textsOf(
  store: Made['store'],
  { id, state, room }: WorkbookNow,
  submission: number | null,
): Promise<ReadonlyMap<CellId, string> | undefined> {
  if (submission === null) return room.index.texts;
  if (!state.submissions.some((each) => each.submission === submission)) return undefined;
  const snapshot = await store.snapshot(id, submission);
  if (snapshot === undefined) return undefined;
  const { cells } = JSON.parse(snapshot) as Snapshot;
  return new Map(Object.entries(cells)) as Map<CellId, string>;
}

function sourceOf(catalogue: Catalogue, texts: ReadonlyMap<CellId, string>): TemplateSource {
  const results = computeAll(catalogue, (cell) => texts.get(cell));
  return { catalogue, texts, values: meantTexts(catalogue, texts), results };
}
