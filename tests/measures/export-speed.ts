/** Measure `export-speed`: how long a workbook takes as an .xlsx file, beside ExcelJS in the same run. */
import { foreignSpeedFigures } from '../foreign/foreign-speed.ts';
import { ownMemoryMb, ownSpeed, readAndCompare } from '../office/export-speed.ts';
import { atLeast, atMost, type Figure, informative, type Measure } from './measure.ts';

const TURNS = 25;
const FOREIGN_TURNS = 9;

export const measure: Measure = {
  name: 'export-speed',
  about:
    'A full workbook as a file of ours, made and packed, against a plain ExcelJS write of the same cells in the same run; memory of the process that writes it; 1,500 cells into files by other programs, against ExcelJS opening, setting and saving them.',
  run: async (say): Promise<Figure[]> => {
    const found = await ownSpeed(TURNS);
    say(`own ${found.own_ms.toFixed(1)} ms, ExcelJS ${found.excelJs_ms.toFixed(1)} ms`);
    const memory = await ownMemoryMb();
    const back = await readAndCompare(TURNS);
    return [
      atLeast('cells of the workbook', found.cells, 'cells', 3_000),
      informative('own file', found.own_ms, 'ms'),
      informative('ExcelJS, the same cells', found.excelJs_ms, 'ms'),
      atMost('own file against ExcelJS', found.ratio, 'times', 1),
      informative('the same in time on the processor', found.work, 'times'),
      atMost('memory of the whole process, at its most', memory, 'MB', 256),
      atLeast('cells of it read and compared', back.cells, 'cells', 800),
      atMost('reading it and comparing each cell', back.ms, 'ms', 1_000),
      ...(await foreignSpeedFigures(FOREIGN_TURNS)),
    ];
  },
};
