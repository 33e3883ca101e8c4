/** From the list of columns to what AG Grid takes. */
import { MAX_LENGTH } from '@tallystick/domain/cells/cell-limits';
import type {
  CellEditorSelectorResult,
  ColDef,
  ICellEditorParams,
  ITooltipParams,
} from 'ag-grid-community';
import { ChoiceEditor } from '../typing/choice-editor.ts';
import { choicesOf } from '../typing/choices.ts';
import { formulaNames } from '../typing/formula-choices.ts';
import { typedCell } from '../typing/typed-cell.ts';
import { hintOf, questionOf } from '../typing/typed-hint.ts';
import '../typing/typing.css';
import { beginText } from '../lines/begin-text.ts';
import { textStretch } from '../look/text-stretch.ts';
import { JUDGED } from '../lines/judging.ts';
import { verdictEditor } from '../verdicts/verdict-editor.ts';
import { filledFacts } from '../lines/cell-facts.ts';
import { NotesEditor, TextEditor } from './cell-editors.ts';
import { lookOf } from '../lines/cell-look.ts';
import { CellPainter, LetterHeader } from './painting/cell-painter.ts';
import type { SheetColumn } from '../lines/sheet-columns.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { Room } from './use-room.ts';
import type { GridContext } from './painting/cell-painters.ts';

type Place = { data: SheetRow | undefined; context: GridContext };

/** Whether this person may type here now. */
export function editable({ data, context }: Place, column: string): boolean {
  if (!data || data.kind === 'group' || context.readOnly || !context.source.mayEdit) return false;
  if (column === JUDGED)
    return data.kind === 'data-point' && !context.source.mayEdit(`${data.id}:${column}`);
  const { spec, cell } = filledFacts(context.source, data, column);
  return spec !== undefined && context.source.mayEdit(cell) === undefined;
}

function editorOf(
  params: ICellEditorParams<SheetRow, string, GridContext>,
  column: SheetColumn,
): CellEditorSelectorResult | undefined {
  const { data, context } = params;
  if (data.kind === 'group') return undefined;
  if (column.id === JUDGED) return verdictEditor(context.t);
  const { spec } = filledFacts(context.source, data, column.id);
  if (!spec) return undefined;
  const { source, t } = context;
  const typing = { source, spec, t };
  const words = {
    hint: (typed: string) => hintOf(typing, typed),
    question: (typed: string) => questionOf(typing, typed),
  };
  // A formula is longer than a figure.
  const maxLength = spec.kind === 'number' ? MAX_LENGTH.formula : spec.maxLength;
  const choices = choicesOf(source, spec, t);
  const cell = typedCell(typing);
  if (choices) {
    const label = t('typing:choices', { column: t(`columns.${column.id}`) });
    return { component: ChoiceEditor, params: { choices, words, cell, label, maxLength } };
  }
  const figures = spec.kind === 'number' || spec.kind === 'year';
  const component = column.id === 'notes' ? NotesEditor : TextEditor;
  return {
    component,
    params: {
      figures,
      year: spec.kind === 'year',
      maxLength,
      words,
      cell,
      names: formulaNames(typing),
    },
    popup: column.id === 'notes',
  };
}

function choiceWords(context: GridContext, text: string | null | undefined): string {
  if (text === 'yes' || text === 'no') return context.t(`yesNo.${text}`);
  return text === '' || text === null || text === undefined ? context.t('noValue') : text;
}

type Layout = {
  t: GridContext['t'];
  narrow: boolean;
  room: Room;
  hidden: boolean;
  /** What the person has chosen; the template's where left out. */
  held?: boolean | undefined;
  drawn?: number | undefined;
  sorted?: 'up' | 'down' | undefined;
  /** The person fills column S, so that it stays in sight. */
  judges?: boolean;
};

/** Where a column is held while the others scroll. */
function pinnedAt(
  column: SheetColumn,
  { narrow, room, held, judges }: Layout,
): 'left' | 'right' | null {
  const [start, end] =
    document.documentElement.dir === 'rtl'
      ? (['right', 'left'] as const)
      : (['left', 'right'] as const);
  // A phone has room for one, the name of the row.
  if (narrow) return column.id === 'kpi' || column.id === 'label' ? start : null;
  if (held ?? column.pinned) return start;
  if (held === false) return null;
  if (judges && column.id === JUDGED) return end;
  if (column.atEnd && room !== 'much') return end;
  return column.id === 'result' && room === 'little' ? end : null;
}

function widthOf(column: SheetColumn, layout: Layout): number {
  if (layout.drawn !== undefined && !layout.narrow) return layout.drawn;
  return Math.ceil(plainWidth(column, layout) * textStretch().letters);
}

function plainWidth({ width, tight, pinned }: SheetColumn, { narrow, room }: Layout): number {
  if (narrow) return pinned ? Math.min(width, 150) : (tight ?? width);
  return room === 'much' ? width : (tight ?? width);
}

/** The definition of one column. */
export function columnDef(column: SheetColumn, layout: Layout): ColDef<SheetRow, string> {
  const { t, hidden } = layout;
  const def: ColDef<SheetRow, string> = {
    colId: column.id,
    headerName: t(`columns.${column.id}`),
    // Worded when it is shown: two dozen of them would hold up the first painting.
    headerTooltipValueGetter: () => t(`hints.${column.id}`),
    headerComponent: LetterHeader,
    headerComponentParams: { letter: column.letter, sorted: layout.sorted },
    width: widthOf(column, layout),
    hide: hidden || (column.spare === true && layout.room === 'little'),
    // Said either way: the grid keeps the last answer when it is given none.
    pinned: pinnedAt(column, layout),
    cellRenderer: CellPainter,
    cellRendererParams: { sheetColumn: column },
    valueGetter: (params) => beginText(params, column.id),
    tooltipValueGetter: (params: ITooltipParams<SheetRow, string, GridContext>) => {
      const { data, context } = params;
      if (!data || data.kind === 'group' || !context) return undefined;
      const says = lookOf(context.source, data, column, context.t).says();
      return says.length === 0 ? undefined : says.join('\n');
    },
  };
  if (column.figures) def.headerClass = 'ts-header-figures';
  if (column.kind === 'filled' || column.id === JUDGED) {
    def.editable = (params) => editable(params, column.id);
    def.cellEditor = TextEditor;
    def.cellEditorSelector = (params) => editorOf(params, column);
    def.valueFormatter = (params) => choiceWords(params.context, params.value);
  }
  return def;
}
