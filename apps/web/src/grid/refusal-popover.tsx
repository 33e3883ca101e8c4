/**
 * Says at the cell why a value was not taken, with what was typed and what can be done now. It hangs on the page, not
 * in the grid: a cell is too small for a sentence.
 */
import { ActionIcon, Button, Group, Portal, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedDraft } from '../lines/cell-store.ts';

/** In pixels of the window; `edge` is where the sheet ends and the panel begins. */
export type Place = { left: number; top: number; bottom: number; edge: number };

type Props = {
  place: Place;
  sentence: string;
  /** Without a draft nothing was typed: the cell cannot be typed into. */
  draft: RefusedDraft | undefined;
  /** What stands in the cell as it is read, where the draft was typed without having seen it; empty for nothing. */
  stands: string | undefined;
  again: () => void;
  /** Where the cell takes no value: the way to those who may set it. */
  handIn: (() => void) | undefined;
  edit: () => void;
  drop: () => void;
  close: () => void;
  /** What answers it here, where that is neither another text nor another try. */
  answer: ReactNode;
};

const WIDTH = 320;
const ROOM = 190;

/** What can be done with a value that was not taken, besides letting it go. */
function Way({ draft, stands, again, handIn, edit }: Props & { draft: RefusedDraft }) {
  const { t } = useTranslation('grid');
  if (draft.stored === undefined) {
    return (
      <Button size="compact-sm" onClick={edit} data-testid="draft-edit">
        {t('popover.edit')}
      </Button>
    );
  }
  if (handIn) {
    return (
      <Button size="compact-sm" onClick={handIn} data-testid="draft-to-hand-in">
        {t('popover.handIn')}
      </Button>
    );
  }
  return (
    <Button size="compact-sm" onClick={again} data-testid="draft-again">
      {t(stands === undefined ? 'popover.again' : 'popover.mine')}
    </Button>
  );
}

export function RefusalPopover(props: Props) {
  const { place, sentence, draft, stands, drop, close, answer } = props;
  const { t } = useTranslation('grid');
  const left = Math.max(8, Math.min(place.left, place.edge - WIDTH - 8));
  const above = place.bottom + ROOM > window.innerHeight;
  const style = above
    ? { left, bottom: window.innerHeight - place.top + 4, width: WIDTH }
    : { left, top: place.bottom + 4, width: WIDTH };
  const title = t(answer ? 'popover.asks' : draft ? 'popover.title' : 'popover.cannot');
  return (
    <Portal>
      <div
        className="ts-popover"
        style={style}
        role="dialog"
        aria-label={title}
        data-testid="refusal"
        data-area="asked"
      >
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text fw={650} size="sm" className={draft ? 'ts-popover-bad' : undefined}>
            {title}
          </Text>
          <ActionIcon
            variant="subtle"
            size="sm"
            color="gray"
            aria-label={t('popover.close')}
            onClick={close}
          >
            <IconX size={14} />
          </ActionIcon>
        </Group>
        {answer ?? <Text size="sm">{sentence}</Text>}
        {draft && !answer && (
          <>
            <Text size="sm" mt={6} className="ts-popover-typed">
              {draft.typed === '' ? t('popover.cleared') : `${t('popover.typed')}: `}
              <bdi translate="no">{draft.typed}</bdi>
            </Text>
            {stands !== undefined && (
              <Text size="sm" className="ts-popover-typed" data-testid="draft-stands">
                {`${t('popover.stands')}: `}
                <bdi translate="no">{stands === '' ? t('popover.empty') : stands}</bdi>
              </Text>
            )}
            <Group gap={6} mt={8}>
              <Way {...props} draft={draft} />
              <Button size="compact-sm" variant="default" onClick={drop} data-testid="draft-drop">
                {t('popover.drop')}
              </Button>
            </Group>
          </>
        )}
      </div>
    </Portal>
  );
}
