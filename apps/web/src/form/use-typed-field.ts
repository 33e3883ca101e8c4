/**
 * What is being typed into a field of the form. As in the sheet, nobody else sees it until its author leaves the field.
 */
import type { CellSpec } from '@tallystick/domain/cells/cell-spec';
import { useEffect, useRef, useState } from 'react';
import type { SheetSource } from '../lines/sheet-source.ts';
import { READ_MS } from '../typing/open-text.ts';
import { begunWords, watchCell } from '../typing/typed-cell.ts';
import type { LookWords } from '../lines/quick-words.ts';

type Asked = { source: SheetSource; spec: CellSpec | undefined; t: LookWords; stands: string };

type TypedField = {
  /** Undefined while the field shows the cell. */
  typing: { text: string } | undefined;
  /** What others have made of the cell meanwhile, or that the text was begun earlier; empty where neither. */
  news: string;
  write(text: string): void;
  /** Its author gives the text up. */
  giveUp(): void;
  /** True where a key comes too soon after news: the next one counts. */
  holds(): boolean;
  /** The keyboard has left the field: the text that its author has said; undefined where they have said none. */
  leave(): string | undefined;
};

export function useTypedField({ source, spec, t, stands }: Asked): TypedField {
  const cell = spec?.cell ?? '';
  const [typing, setTyping] = useState(() => {
    const text = spec && source.half?.begun(cell);
    return text ? { text } : undefined;
  });
  const [news, setNews] = useState(() => (typing && spec ? begunWords({ source, spec, t }) : ''));
  const newsAt = useRef(Number.NEGATIVE_INFINITY);
  const isOpen = typing !== undefined;
  useEffect(() => {
    if (!isOpen || !spec) return undefined;
    return watchCell({ source, spec, t }, (said) => {
      newsAt.current = performance.now();
      setNews(said);
    });
    // The same cell as long as the field stands.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isOpen, source, cell]);
  const isFresh = (): boolean => performance.now() - newsAt.current < READ_MS;
  const end = (): void => {
    source.half?.keep(cell, '');
    setTyping(undefined);
    setNews('');
  };
  return {
    typing,
    news,
    write: (text) => {
      source.half?.keep(cell, text);
      setTyping({ text });
    },
    giveUp: end,
    holds: () => {
      if (!typing || !isFresh()) return false;
      newsAt.current = Number.NEGATIVE_INFINITY;
      setNews((was) => `${was}. ${t('typing:news.held')}`);
      return true;
    },
    leave: () => {
      if (!typing || source.half?.isAuthorHere() === false) return undefined;
      end();
      if (!isFresh()) return typing.text;
      if (typing.text !== stands) source.half?.setAside(cell, typing.text);
      return undefined;
    },
  };
}
