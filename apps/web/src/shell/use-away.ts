/** Where the side list and the panel are, and how they come and go: they give way where figures need the room. */
import { useState } from 'react';
import type { As } from '../form/use-sheet-or-form.ts';
import { useMedia } from '../look/use-media.ts';
import { LIST_AWAY, LOW, PANEL_AWAY, PHONE } from '../look/window-room.ts';
import type { usePanel } from './panel-width.ts';

export type Side = 'list' | 'panel';
export type PanelPlace = 'beside' | 'below' | 'over';

export type Away = {
  isListAway: boolean;
  place: PanelPlace;
  isOpen: (side: Side) => boolean;
  /** False where the side is on the page already, or was put away by its person. */
  open: (side: Side) => boolean;
  /** `back`: the keyboard returns to where it was before. False where the side stays. */
  close: (side: Side, back: boolean) => boolean;
  toggle: (side: Side) => void;
  /** Whether what lies over the sheet gives the keyboard back when it closes. */
  givesBack: boolean;
};

export function useAway(panel: ReturnType<typeof usePanel>, as: As): Away {
  const isListAway = useMedia(LIST_AWAY);
  const isPanelAway = useMedia(PANEL_AWAY);
  const isLow = useMedia(LOW);
  const isPhone = useMedia(PHONE);
  const [opened, setOpened] = useState<ReadonlySet<Side>>(new Set());
  const [givesBack, setGivesBack] = useState(true);
  const away = isLow || isPhone || as === 'form' ? 'over' : 'below';
  const place = isPanelAway ? away : 'beside';
  const isAway = (side: Side): boolean => (side === 'list' ? isListAway : isPanelAway);
  const set = (side: Side, isOpen: boolean): boolean => {
    if (!isAway(side)) return false;
    setOpened((was) => {
      const next = new Set(was);
      if (isOpen) next.add(side);
      else next.delete(side);
      return next;
    });
    return true;
  };
  const isOpen = (side: Side): boolean =>
    isAway(side) ? opened.has(side) : side === 'list' || panel.open;
  return {
    isListAway,
    place,
    isOpen,
    open: (side) => {
      setGivesBack(true);
      return set(side, true);
    },
    close: (side, back) => {
      setGivesBack(back);
      return set(side, false);
    },
    toggle: (side) => {
      if (!set(side, !isOpen(side))) panel.setOpen(!panel.open);
      setGivesBack(true);
    },
    givesBack,
  };
}
