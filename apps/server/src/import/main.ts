/**
 * The command `npm run import -- FILE`: loads a city's published results, or a spreadsheet that it has filled in, into a
 * new workbook of this data folder or into one that is there.
 */
import { parseArgs } from 'node:util';
import { readConfig } from '../service/config.ts';
import { importFile, type ImportOptions } from './import-file.ts';

/* oxlint-disable no-console -- what a person at the terminal reads */

const USAGE = `npm run import -- FILE --as PERSON [--workbook ID] [--city NAME] [--sheet NAME] [--lock-as PERSON]

FILE      a city's published results, as JSON; or a spreadsheet that it has filled in: .xlsx, .xlsm, .ods, .csv
--as      e-mail or id of the coordinator who enters them
--workbook  an open workbook to put them into; without it a new one is made for the city
--city      of a spreadsheet without --workbook: the city of the new one
--sheet     of a spreadsheet in which several sheets have the same rows: the one that is meant
--lock-as   e-mail or id of a head: locks the submission afterwards`;

function options(): ImportOptions | { fault: string } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        workbook: { type: 'string' },
        city: { type: 'string' },
        sheet: { type: 'string' },
        'lock-as': { type: 'string' },
      },
    });
    const [file] = positionals;
    if (file === undefined || values.as === undefined) return { fault: USAGE };
    const { as, workbook = null, city = null, sheet = null, 'lock-as': lockAs = null } = values;
    return { file, as, workbook, lockAs, city, sheet };
  } catch (error) {
    return { fault: `${(error as Error).message}\n\n${USAGE}` };
  }
}

const asked = options();
const config = readConfig(process.env, []);
const fault = 'fault' in asked ? asked.fault : 'fault' in config ? config.fault : undefined;
if (fault !== undefined || 'fault' in asked || 'fault' in config) {
  console.error(fault);
  process.exit(2);
}
try {
  for (const line of await importFile(config, asked)) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
