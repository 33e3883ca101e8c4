/** A program that writes one full workbook and says the most memory that it had, in kilobytes. */
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { sampleAsked } from './sample-state.ts';

workbookFile(sampleAsked(1));
console.log(process.resourceUsage().maxRSS);
