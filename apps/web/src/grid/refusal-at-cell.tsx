/**
 * Which refusal is said at which cell, and when it goes away. Focus, commits and scrolling all have a word in it and
 * the grid component should not.
 */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asRead } from '../lines/told.ts';
import { atFrames } from '../look/at-frames.ts';
import { standsAgainst } from '../lines/held-back.ts';
import { filledFacts } from '../lines/cell-facts.ts';
import { cannotSay, whyRefused } from '../lines/cell-look.ts';
import { type Place, RefusalPopover } from './refusal-popover.tsx';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { ReasonBox } from '../verdicts/reason-box.tsx';
import type { LineRow, SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';

/** A place at which a refusal is said; which one is a question to the cell as it is now. */
export type RefusalAt = {
  row: string;
  column: string;
  cell: string;
  place: Place;
  /** It is said of a value that was not taken, and is over with it. */
  isOfDraft: boolean;
};

/** A commit by a click elsewhere moves the focus right after it: the refusal outlives that one move, in ms. */
const GRACE_MS = 200;

export type RefusalHandle = {
  at: RefusalAt | undefined;
  setJustRefused: (row: string, column: string) => void;
  /** A person tries to type where they may not. */
  cannot: (row: LineRow, column: string) => void;
  /** A value was left out of this cell; false where the cell has no refusal to say. */
  say: (row: string, column: string) => boolean;
  focused: (row: string, column: string) => void;
  /** The sheet has scrolled: what is said goes away with a cell that has moved. */
  scrolled: () => void;
  close: () => void;
  edit: (what: RefusalAt) => void;
};

export function useRefusalAtCell(
  source: SheetSource,
  wrapper: RefObject<HTMLDivElement | null>,
  api: RefObject<GridApi<SheetRow> | undefined>,
): RefusalHandle {
  const [at, setAt] = useState<RefusalAt>();
  const refusedAt = useRef(0);
  const actions = useMemo(() => {
    const placeOf = (row: string, column: string): Place | undefined => {
      const cell = wrapper.current?.querySelector(
        `[row-id="${CSS.escape(row)}"] [col-id="${CSS.escape(column)}"]`,
      );
      const box = cell?.getBoundingClientRect();
      const edge = wrapper.current?.getBoundingClientRect().right ?? window.innerWidth;
      return box && { left: box.left, top: box.top, bottom: box.bottom, edge };
    };
    const show = (row: string, column: string, cell = `${row}:${column}`): void => {
      const place = placeOf(row, column);
      const isOfDraft = source.draft?.(cell) !== undefined;
      if (place) setAt({ row, column, cell, place, isOfDraft });
    };
    const setJustRefused = (row: string, column: string): void => {
      refusedAt.current = performance.now();
      show(row, column);
    };
    return {
      setJustRefused,
      cannot: (row: LineRow, column: string) => {
        const facts = filledFacts(source, row, column);
        show(row.id, column, facts.spec ? facts.cell : `${row.id}:${column}`);
      },
      say: (row: string, column: string) => {
        const isRefused = refusalNow(source, `${row}:${column}`) !== undefined;
        if (isRefused) setJustRefused(row, column);
        return isRefused;
      },
      focused: (row: string, column: string) => {
        if (performance.now() - refusedAt.current < GRACE_MS) return;
        if (source.draft?.(`${row}:${column}`)) show(row, column);
        // The grid tells of a focus late: a key may have asked at this very cell by then.
        else setAt((was) => (was?.row === row && was.column === column ? was : undefined));
      },
      scrolled: () =>
        setAt((was) => {
          const place = was && placeOf(was.row, was.column);
          return place?.left === was?.place.left && place?.top === was?.place.top ? was : undefined;
        }),
      close: () => setAt(undefined),
      edit: (what: RefusalAt) => {
        const index = api.current?.getRowNode(what.row)?.rowIndex;
        setAt(undefined);
        if (index === null || index === undefined) return;
        api.current?.startEditingCell({ rowIndex: index, colKey: what.column });
      },
    };
  }, [source, wrapper, api]);
  return useMemo(() => ({ at, ...actions }), [at, actions]);
}

/** Why a value of this cell was not taken, or none can be typed: what is said of it is true of it now. */
function refusalNow(source: SheetSource, cell: string): Refusal | undefined {
  return source.draft?.(cell)?.refusal ?? source.mayEdit?.(cell);
}

/** Draws again when a cell looks different, or the rights to it. */
function useCellLooks(source: SheetSource, cell: string): void {
  const [, look] = useReducer((n: number) => n + 1, 0);
  useEffect(
    () => source.subscribe?.((cells) => (cells.has(cell) ? look() : undefined)),
    [source, cell],
  );
  useEffect(() => source.subscribeMarks?.(look), [source]);
}

/** The question goes once the keyboard has: before, the keyboard would go back to the cell with it. */
function onceLeft(close: () => void): void {
  atFrames(() => {
    if (document.activeElement?.closest('[data-area="asked"]')) return false;
    close();
    return true;
  });
}

/** The popover of the refusal, and its sentence for screen readers. */
export function RefusalAtCell(props: {
  source: SheetSource;
  handle: RefusalHandle;
  sheet: Sheet;
  handIn: (() => void) | undefined;
}) {
  const { source, handle, sheet, handIn } = props;
  const { at } = handle;
  const { t } = useTranslation('grid');
  const cell = at?.cell ?? '';
  useCellLooks(source, cell);
  const draft = source.draft?.(cell);
  const refusal = at && refusalNow(source, cell);
  const sentence =
    refusal &&
    (draft ? whyRefused(draft, source.mayEdit?.(cell), t) : cannotSay(refusal, t, at.column));
  // What was said is over: a later lock is no answer to anything that was typed here.
  const isOver = at !== undefined && (!refusal || (at.isOfDraft && !draft));
  useEffect(() => {
    if (isOver) handle.close();
  }, [isOver, handle]);
  const { judging } = source;
  const isUnreasoned = judging && draft?.refusal.code === 'reason-needed';
  return (
    <>
      <div className="ts-hidden" role="alert">
        {isOver ? '' : (sentence ?? '')}
      </div>
      {at && sentence && !isOver && (
        <RefusalPopover
          place={at.place}
          sentence={sentence}
          draft={draft}
          stands={
            draft && standsAgainst(draft.refusal)
              ? asRead(source.catalogue, cell, source.get(cell) ?? '')
              : undefined
          }
          again={() => {
            const outcome = source.retryDraft?.(cell);
            if (!outcome || outcome.ok) handle.close();
          }}
          edit={() => handle.edit(at)}
          // As long as the cell is closed, trying again is in vain.
          handIn={
            handIn && source.mayEdit?.(cell)
              ? () => {
                  handIn();
                  onceLeft(handle.close);
                }
              : undefined
          }
          drop={() => {
            source.discardDraft?.(cell);
            handle.close();
          }}
          close={handle.close}
          answer={
            isUnreasoned ? (
              <ReasonBox
                key={cell}
                judging={judging}
                row={at.row as RowId}
                done={(isGiven) => {
                  handle.close();
                  sheet.answered(isGiven);
                }}
              />
            ) : undefined
          }
        />
      )}
    </>
  );
}
