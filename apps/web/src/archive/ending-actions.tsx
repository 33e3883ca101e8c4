/** What somebody entitled can do with the whole of a workbook, as buttons with their dialogs. */
import { Button, Group } from '@mantine/core';
import { standingDeletion } from '@tallystick/domain/nouns/archive';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { type ReactNode, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../kit/say-done.tsx';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import type { Ending, Give } from './ending.ts';
import { ReasonDialog } from '../kit/reason-dialog.tsx';

export type Acting = {
  ending: Ending;
  give: Give;
  /** The person's id: who asked for a deletion does not confirm it. */
  me: string;
  mayTakeRecord: boolean;
  /** Milliseconds since 1970, UTC. */
  now: number;
};

export function EndingActions({ ending, give, me, mayTakeRecord, now }: Acting) {
  const { t } = useTranslation('archive');
  const [opened, setOpened] = useState<'archive' | 'ask' | 'delete'>();
  const { refusal, run } = useAct();
  const { city, title, workbook, archived } = ending;
  const which = t('which', { city, title });
  const asked = standingDeletion(ending, now);
  const close = () => setOpened(undefined);
  const button = (of: 'archive' | 'back' | 'ask' | 'takeBack' | 'delete', act: () => void) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t(`${of}.openWhich`, { city: which })}
      onClick={act}
      data-testid={`ending-${of}`}
    >
      {t(`${of}.open`)}
    </Button>
  );
  const say = (of: 'archive' | 'back' | 'ask' | 'takeBack') => {
    const message = t(`${of}.doneAbout`, { city });
    sayDone({ id: `${of}-${workbook}`, title: t(`${of}.done`), message, close: t('close') });
  };
  const done: typeof give = async (command) => {
    const outcome = await run(() => give(command));
    return outcome;
  };
  const bringBack = async () => {
    if ((await done({ type: 'unarchive' })).ok) say('back');
  };
  const takeBack = async (number: number) => {
    if ((await done({ type: 'take-back-deletion', asked: number })).ok) say('takeBack');
  };
  let buttons: ReactNode = button('archive', () => setOpened('archive'));
  if (archived !== null)
    buttons = (
      <>
        {button('back', () => void bringBack())}
        {asked === undefined && button('ask', () => setOpened('ask'))}
        {asked && button('takeBack', () => void takeBack(asked.number))}
        {asked && asked.by !== me && button('delete', () => setOpened('delete'))}
      </>
    );
  return (
    <>
      <Group gap={6}>{buttons}</Group>
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      <ReasonDialog
        opened={opened === 'archive'}
        onClose={close}
        title={t('archive.title', { city })}
        about={t('archive.about')}
        asks={{ label: t('archive.reason'), description: t('archive.reasonAbout') }}
        confirm={t('archive.confirm')}
        act={async (reason) => {
          const outcome = await give({ type: 'archive', reason });
          if (outcome.ok) say('archive');
          return outcome;
        }}
        testId="archive"
      />
      <ReasonDialog
        opened={opened === 'ask'}
        onClose={close}
        title={t('ask.title', { city })}
        about={t('ask.about', { count: TEXT_LIMITS.deletionDays })}
        asks={{ label: t('archive.reason'), description: t('archive.reasonAbout') }}
        confirm={t('ask.confirm')}
        colour="red"
        act={async (reason) => {
          const outcome = await give({ type: 'ask-deletion', reason });
          if (outcome.ok) say('ask');
          return outcome;
        }}
        testId="ask-deletion"
      />
      <DeleteDialog
        opened={opened === 'delete'}
        onClose={close}
        {...{ ending, give, mayTakeRecord, now }}
      />
    </>
  );
}
