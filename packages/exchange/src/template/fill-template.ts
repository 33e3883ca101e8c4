/** A template with a workbook's values in it. */
import { type Outcome, yes } from '@tallystick/domain/refusals';
import type { TemplateMap } from '@tallystick/domain/outgoing/template-map';
import { editBook } from '../xlsx/edit/edit-book.ts';
import type { EditOptions, EditReport } from '../xlsx/edit/writes.ts';
import { type TemplateSource, type TemplateWrites, templateWrites } from './template-writes.ts';

export type FillReport = EditReport & Pick<TemplateWrites, 'shortened' | 'asText'>;

export type FilledTemplate = { bytes: Uint8Array; report: FillReport };

/** Refusals, of the whole: file-unknown-kind, file-old-kind, file-encrypted, file-damaged, file-too-large. */
export function fillTemplate(
  template: { bytes: Uint8Array; map: TemplateMap },
  source: TemplateSource,
  options: EditOptions,
): Outcome<FilledTemplate> {
  const { writes, shortened, asText } = templateWrites(template.map, source);
  const edited = editBook(template.bytes, writes, options);
  if (!edited.ok) return edited;
  const { bytes, report } = edited.value;
  return yes({ bytes, report: { ...report, shortened, asText } });
}
