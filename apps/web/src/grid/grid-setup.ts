/** Modules and theme of the grid. */
import {
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  CustomEditorModule,
  EventApiModule,
  HighlightChangesModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  themeQuartz,
  TooltipModule,
  ValidationModule,
} from 'ag-grid-community';

let registered = false;

/** Registers what the sheets use, once. */
export function registerGridModules(): void {
  if (registered) return;
  registered = true;
  ModuleRegistry.registerModules([
    ClientSideRowModelModule,
    ClientSideRowModelApiModule,
    CellStyleModule,
    ColumnApiModule,
    ColumnAutoSizeModule,
    CustomEditorModule,
    EventApiModule,
    HighlightChangesModule,
    RenderApiModule,
    RowApiModule,
    RowStyleModule,
    ScrollApiModule,
    TooltipModule,
  ]);
  if (import.meta.env.DEV) ModuleRegistry.registerModules([ValidationModule]);
}

/** Colours come from the page's own properties, so light and dark need no second theme. */
export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--ts-accent)',
  backgroundColor: 'var(--ts-surface)',
  foregroundColor: 'var(--mantine-color-text)',
  borderColor: 'var(--ts-line)',
  chromeBackgroundColor: 'var(--ts-quiet)',
  headerTextColor: 'var(--mantine-color-text)',
  fontFamily: 'inherit',
  fontSize: 'var(--ts-grid-font)',
  headerFontSize: 12,
  headerFontWeight: 500,
  headerHeight: 46,
  cellHorizontalPadding: 6,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  borderRadius: 4,
  columnBorder: { style: 'solid', width: 1, color: 'var(--ts-grid-line)' },
  rowBorder: { style: 'solid', width: 1, color: 'var(--ts-grid-line)' },
  headerColumnBorder: true,
  rowHoverColor: 'transparent',
  valueChangeValueHighlightBackgroundColor: 'var(--ts-flash)',
  browserColorScheme: 'inherit',
});
