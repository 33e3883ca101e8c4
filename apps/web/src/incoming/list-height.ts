/** Height of the list of what a file brings, kept in the browser: the sheet beneath it needs the rest. */
import { type Bounds, useKeptSize } from '../look/edge/kept-size.ts';

/** Of the window at first, and at most: beside the list its cells are looked at. */
const [USUAL_PART, MOST_PART] = [0.24, 0.6];
const KEY = 'tallystick.incoming';

export const LIST: Bounds = {
  min: 72,
  max: Math.max(72, Math.round(window.innerHeight * MOST_PART)),
  usual: Math.max(96, Math.min(260, Math.round(window.innerHeight * USUAL_PART))),
};

export const useListHeight = () => useKeptSize(KEY, LIST);
