/**
 * Counts how often what a view was weighed by has become another while nobody has touched the page: a link is opened
 * before the figures are there. From the first touch, or the first word with the room, a view stands still.
 */
import { useEffect, useReducer, useState } from 'react';
import type { CellStore } from '../lines/cell-store.ts';
import { type Connection, isConnected } from '../live/room/connection.ts';

/** Figures come in many pieces; they are weighed together. Milliseconds. */
const GATHER_MS = 120;
/** The room is there, and its figures are told a frame or two later. Milliseconds. */
const AFTER_LIVE_MS = 300;

export function useSettled(cells: CellStore, connection: Connection): number {
  const [count, again] = useReducer((n: number) => n + 1, 0);
  const [isTouched, setTouched] = useState(false);
  const [wasLive, setWasLive] = useState(false);
  if (isConnected(connection) && !wasLive) setWasLive(true);
  const [isDone, setDone] = useState(false);
  const isOver = isTouched || isDone;
  useEffect(() => {
    if (isOver) return undefined;
    let later: ReturnType<typeof setTimeout> | undefined;
    const stop = cells.subscribe(() => {
      later ??= setTimeout(() => {
        later = undefined;
        again();
      }, GATHER_MS);
    });
    const touched = (): void => setTouched(true);
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      clearTimeout(later);
      stop();
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [cells, isOver]);
  useEffect(() => {
    if (!wasLive) return undefined;
    const later = setTimeout(() => {
      setDone(true);
      again();
    }, AFTER_LIVE_MS);
    return () => clearTimeout(later);
  }, [wasLive]);
  return count;
}
