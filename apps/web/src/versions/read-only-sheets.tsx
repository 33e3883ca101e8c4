/** Both sheets of something that stands still, one at a time: a locked version, a moment, two versions compared. */
import type { Focus } from '../lines/focus.ts';
import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KpiGrid, type KpiGridProps } from '../grid/kpi-grid.tsx';
import type { SheetName } from '../lines/sheet-columns.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { OnPaper } from '../paper/on-paper.tsx';
import { Paper, type PaperProps } from '../paper/paper.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import './versions.css';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Props = {
  source: SheetSource;
  /** Name of the grid, by the name of its sheet. */
  label: (sheet: string) => string;
  focus: Focus;
  setFocus: (focus: Focus) => void;
  visible?: KpiGridProps['visible'];
  filter?: KpiGridProps['filter'];
  empty?: ReactNode;
  tools?: ReactNode;
  /** What is said of it on paper; asked when it is printed. */
  paper: () => Omit<PaperProps, 'source' | 'visible'>;
};

function sheetOf(catalogue: Catalogue, row: string): SheetName {
  return catalogue.rows.get(row)?.kind === 'profile' ? 'profile' : 'kpi';
}

export function ReadOnlySheets(props: Props) {
  const { source, focus, setFocus } = props;
  const { catalogue } = source;
  const { t } = useTranslation('versions');
  // On a phone the line above the sheet has no room for the choice of sheet.
  const narrow = useMediaQuery('(max-width: 48em)') ?? false;
  const [chosen, setChosen] = useState<{ sheet: SheetName; focus: Focus }>({
    sheet: 'kpi',
    focus: null,
  });
  // Whoever asks for a cell asks for its sheet; a sheet that was chosen after that stands.
  const sheet = focus && chosen.focus !== focus ? sheetOf(catalogue, focus.row) : chosen.sheet;
  const goHome = useCallback(
    (cell: string) => {
      const home = splitCellId(cell);
      if (home) setFocus(home);
    },
    [setFocus],
  );
  const choice = (
    <SegmentedControl
      size="xs"
      value={sheet}
      onChange={(value) => setChosen({ sheet: value === 'profile' ? 'profile' : 'kpi', focus })}
      aria-label={t('page.sheets')}
      data={[
        { value: 'profile', label: t('grid:sheet.profile') },
        { value: 'kpi', label: t('grid:sheet.kpi') },
      ]}
    />
  );
  return (
    <>
      {narrow && <div className="version-choice">{choice}</div>}
      <div className="version-grid">
        <KpiGrid
          source={source}
          sheet={sheet}
          label={props.label(t(`grid:sheet.${sheet}`))}
          visible={props.visible}
          filter={props.filter}
          empty={props.empty}
          focus={focus}
          onFocus={setFocus}
          onHome={goHome}
          tools={
            <>
              {props.tools}
              <PrintButton />
              {narrow ? undefined : choice}
            </>
          }
        />
      </div>
      <OnPaper>
        {() => <Paper source={source} visible={props.visible} {...props.paper()} />}
      </OnPaper>
    </>
  );
}
