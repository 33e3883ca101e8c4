/**
 * Whether the cells of a workbook have come. Own file because the sheet is drawn after that: it takes the browser so long
 * that the answers of the server would wait behind it, and everything would be drawn twice.
 */
import { useEffect, useState } from 'react';
import type { Connection } from '../live/connection.ts';

/** Without an answer for so long the sheet is shown as it is, in milliseconds. */
const PATIENCE_MS = 1_500;

/** True once the room was in step, or cannot be reached, or is long in coming; from then on for good. */
export function useArrived(connection: Connection): boolean {
  const [arrived, setArrived] = useState(false);
  if (!arrived && connection !== 'connecting') setArrived(true);
  useEffect(() => {
    const late = setTimeout(() => setArrived(true), PATIENCE_MS);
    return () => clearTimeout(late);
  }, []);
  return arrived;
}
