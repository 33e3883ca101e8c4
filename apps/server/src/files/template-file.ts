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
import type { FileReader, Holder } from './file-reader.ts';

type From = { store: Pick<FileStore, 'file'>; files: FileReader; deps: Pick<Deps, 'catalogueOf'> };
type Asked = Holder & { hash: string; edition: string; at?: HeadPlace };

type ReadAgain = { reading: TemplateReading; file: TemplateReadingView['file'] };

/** Refusals: unknown-file, unknown-edition, those of `FileReader`. */
export async function readTemplateFile(
  { store, files }: Omit<From, 'deps'>,
  { hash, edition, at, ...holder }: Asked,
): Promise<Outcome<ReadAgain>> {
  if (!hasEdition(edition)) return no('unknown-edition');
  return await files.holding(holder, async () => {
    const file = await store.file(INSTALLATION, hash);
    if (file === undefined) return no('unknown-file');
    const { name, size, bytes } = file;
    const reading = await files.readTemplate(bytes, { name, edition, at, ...holder });
    return reading.ok ? yes({ reading: reading.value, file: { hash, name, size } }) : reading;
  });
}

/** Refusals: those of `readTemplateFile` and of `refusesMap`, map-unknown-sheet with its name. */
export async function checkTemplate(
  from: From,
  { map, ...asked }: Holder & { hash: string; map: TemplateMap },
): Promise<Outcome<null>> {
  const read = await readTemplateFile(from, { ...asked, edition: map.edition });
  if (!read.ok) return read;
  const sheets = new Set(read.value.reading.sheets);
  const missing = map.tables.find(({ sheet }) => !sheets.has(sheet));
  if (missing !== undefined) return no('map-unknown-sheet', missing.sheet);
  const refusal = refusesMap(map, from.deps.catalogueOf(map.edition));
  return refusal === undefined ? yes(null) : { ok: false, refusal };
}

/** What a person is shown of a file: by the map that was proposed, or another. */
export function readingView(
  { reading, file }: ReadAgain,
  map: TemplateMap = reading.map,
): TemplateReadingView {
  const { unknown, preview, leftOut } = reading;
  return { file, map, unknown, preview, leftOut };
}
