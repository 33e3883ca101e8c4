/** Width of the right panel, kept in the browser. */
import { type Bounds, useKeptSize } from '../look/edge/kept-size.ts';

const KEY = 'tallystick.panel';
/** A wide screen has room for longer lines. */
const WIDE_SCREEN_PX = 1_600;

export const PANEL: Bounds = {
  min: 280,
  max: 640,
  usual: window.innerWidth < WIDE_SCREEN_PX ? 300 : 340,
};

export const usePanel = () => useKeptSize(KEY, PANEL);
