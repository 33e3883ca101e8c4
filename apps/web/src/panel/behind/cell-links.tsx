/** The links in the source and the notes of a row, to be opened from the panel. */
import { Anchor } from '@mantine/core';
import { cellId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { useCell } from '../live/workbook/use-workbook.ts';
import { Fact } from '../kit/fact.tsx';
import { linksIn } from '../lines/links.ts';

export function CellLinks({ row }: { row: string }) {
  return (
    <>
      <LinksOf row={row} column="source" />
      <LinksOf row={row} column="notes" />
    </>
  );
}

function LinksOf({ row, column }: { row: string; column: 'source' | 'notes' }) {
  const { t } = useTranslation('grid');
  const links = linksIn(useCell(cellId(row, column)));
  if (links.length === 0) return null;
  return (
    <Fact label={t(`columns.${column}`)} wide>
      {links.map(({ href, shown }) => (
        <Anchor
          key={href}
          href={href}
          target="_blank"
          rel="noopener noreferrer"
          size="sm"
          className="panel-link"
          dir="ltr"
          translate="no"
          data-testid={`link-${column}`}
        >
          {shown}
        </Anchor>
      ))}
    </Fact>
  );
}
