/** A template as an office may send it: foreign heads and misspelt codes, so that a person has to say what stands where. */
import { editBook } from '@tallystick/exchange/xlsx/edit/edit-book';
import { fileBytes } from './workbook-files.ts';

export const KPI_DATA = 'KPI data';
const asText = (address: string, text: string) => ({
  sheet: KPI_DATA,
  address,
  value: { kind: 'text' as const, text },
});
/** Heads in row 7, two of them foreign; a misspelt code, a row of which nothing speaks, one of which only the numerator does. */
const MISSPELT = [
  asText('D7', 'Chiffre'),
  asText('E7', 'Libellé'),
  asText('D8', 'EC: ICT: ICTT: 1C'),
  asText('D9', 'one C, second'),
  asText('I9', 'What?'),
  asText('D10', 'EC: ICT: QQQ: 3C'),
  asText('E10', 'Something else'),
];

export function misspeltTemplate(): Uint8Array {
  const edited = editBook(fileBytes('tpl_xlsxwriter.xlsx'), MISSPELT, { oldResults: 'keep' });
  if (!edited.ok) throw new Error(edited.refusal.code);
  return edited.value.bytes;
}
