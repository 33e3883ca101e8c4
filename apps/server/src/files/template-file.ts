/** Files of templates: one that is kept or waits read again, and a map held against its file before it is saved. */
import { hasEdition } from '@tallystick/catalogue/catalogue';
import { refusesMap } from '@tallystick/domain/outgoing/check-map';
import type { TemplateMap } from '@tallystick/domain/outgoing/template-map';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { HeadPlace } from '@tallystick/exchange/template/propose-map';
import type { TemplateReading } from '@tallystick/exchange/template/read-template';
import type { TemplateReadingView } from '@tallystick/protocol/views-templates';
import { type FileStore, INSTALLATION } from '@tallystick/store/port-files';
import type { Deps } from '../workbook/deps.ts';
import type { FileAsked, FileReader, Holder } from './file-reader.ts';

type From = { store: Pick<FileStore, 'file'>; files: FileReader; deps: Pick<Deps, 'catalogueOf'> };
type Asked = Holder & { hash: string; edition: string; at?: HeadPlace };

type ReadAgain = { reading: TemplateReading; file: TemplateReadingView['file'] };

/** Refusals: unknown-file, unknown-edition, those of `FileReader`. */
export async function readTemplateFile(
  from: Omit<From, 'deps'>,
  { at, ...asked }: Asked,
): Promise<Outcome<ReadAgain>> {
  return await holdingFile(from, asked, async ({ bytes, name, hash, size }, by) => {
    const reading = await from.files.readTemplate(bytes, { ...by, at });
    return reading.ok ? yes({ reading: reading.value, file: { hash, name, size } }) : reading;
  });
}

/** Refusals: those of `readTemplateFile` and of `refusesMap`, map-unknown-sheet with its name. */
export async function checkTemplate(
  from: From,
  { map, ...asked }: Holder & { hash: string; map: TemplateMap },
): Promise<Outcome<null>> {
  const { edition } = map;
  const sheets = await holdingFile(from, { ...asked, edition }, async ({ bytes }, by) =>
    from.files.readSheets(bytes, by),
  );
  if (!sheets.ok) return sheets;
  const missing = map.tables.find(({ sheet }) => !sheets.value.includes(sheet));
  if (missing !== undefined) return no('map-unknown-sheet', missing.sheet);
  const refusal = refusesMap(map, from.deps.catalogueOf(edition));
  return refusal === undefined ? yes(null) : { ok: false, refusal };
}

type Kept = NonNullable<Awaited<ReturnType<FileStore['file']>>>;

async function holdingFile<T>(
  { store, files }: Omit<From, 'deps'>,
  { hash, edition, ...holder }: Omit<Asked, 'at'>,
  work: (file: Kept, by: FileAsked) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (!hasEdition(edition)) return no('unknown-edition');
  return await files.holding(holder, async () => {
    const file = await store.file(INSTALLATION, hash);
    if (file === undefined) return no('unknown-file');
    return await work(file, { name: file.name, edition, ...holder });
  });
}

/** What a person is shown of a file: by the map that was proposed, or another. */
export function readingView(
  { reading, file }: ReadAgain,
  map: TemplateMap = reading.map,
): TemplateReadingView {
  const { unknown, preview, leftOut } = reading;
  return { file, map, unknown, preview, leftOut };
}
