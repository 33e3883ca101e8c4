/** The web addresses in what is said of a row, to be opened: in a list of their own, or where they stand in the text. */
import { Anchor } from '@mantine/core';
import { cellId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { useCell } from '../../live/workbook/use-workbook.ts';
import { Fact } from '../../kit/fact.tsx';
import { type Link, linksIn } from '../../lines/links.ts';

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
      {links.map((link) => (
        <Address key={link.href} link={link} testId={`link-${column}`} className="panel-link" />
      ))}
    </Fact>
  );
}

type AddressProps = { link: Link; testId: string; className?: string };

function Address({ link: { href, shown }, testId, className = '' }: AddressProps) {
  return (
    <Anchor
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      size="sm"
      className={className}
      dir="ltr"
      translate="no"
      data-testid={testId}
    >
      {shown}
    </Anchor>
  );
}

/** A text with the addresses in it apart, in their order. */
function piecesOf(text: string): (string | Link)[] {
  let rest = text;
  const pieces: (string | Link)[] = [];
  for (const link of linksIn(text)) {
    const at = rest.indexOf(link.shown);
    if (at < 0) continue;
    pieces.push(rest.slice(0, at), link);
    rest = rest.slice(at + link.shown.length);
  }
  return [...pieces, rest];
}

/** A text whose addresses can be opened where they stand. */
export function LinkedText({ text, column }: { text: string; column: string }) {
  return piecesOf(text).map((piece) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <Address key={piece.href} link={piece} testId={`link-${column}`} />
    ),
  );
}
