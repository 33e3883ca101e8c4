/** Fills templates in a process of its own and says how much memory the process took at most, in megabytes. */
import { fill, randomWorkbook } from './round-trip.ts';
import { fileBytes } from './workbook-files.ts';

for (const name of process.argv.slice(2))
  fill(fileBytes(name), name, randomWorkbook(1), { oldResults: 'remove' });
console.log(process.resourceUsage().maxRSS / 1024);
