/** Where a file is chosen: by a button above the sheet, and by an entry of the workbook's menu. */
import { Anchor, Text } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { IconFileImport } from '@tabler/icons-react';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FILE_KINDS } from '../live/workbook/brought-file.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { ToolButton } from '../look/tool-button.tsx';
import { useHandIn } from './use-incoming.ts';

/** Beside the button that takes the workbook along: who looks for the one looks for the other there. */
export function ImportButton() {
  const { t } = useTranslation('incoming');
  const input = useRef<HTMLInputElement>(null);
  if (!useMayImport()) return null;
  return (
    <>
      <ToolButton
        icon={IconFileImport}
        label={t('open')}
        title={t('openLong')}
        onClick={() => input.current?.click()}
        data-testid="import-open"
      />
      <ChosenFile input={input} />
    </>
  );
}

export function ImportEntry({ chosen }: { chosen: () => void }) {
  const { t } = useTranslation('incoming');
  const input = useRef<HTMLInputElement>(null);
  if (!useMayImport()) return null;
  return (
    <>
      <Text size="xs" fw={600} mt={4}>
        {t('menu.title')}
      </Text>
      <Anchor
        component="button"
        type="button"
        size="sm"
        ta="start"
        onClick={() => input.current?.click()}
        data-testid="import-file"
      >
        {t('menu.choose')}
      </Anchor>
      <ChosenFile input={input} chosen={chosen} />
      <Text size="xs" c="var(--ts-muted)">
        {t('menu.about')}
      </Text>
    </>
  );
}

function useMayImport(): boolean {
  const { actor, state } = useWorkbook();
  return may(actor, 'import-file', { state }) === undefined;
}

type Chosen = { input: RefObject<HTMLInputElement | null>; chosen?: () => void };

/** The browser's own choice of files, which only an input opens. */
function ChosenFile({ input, chosen }: Chosen) {
  const { handIn } = useHandIn();
  return (
    <input
      ref={input}
      type="file"
      accept={FILE_KINDS}
      hidden
      aria-hidden
      tabIndex={-1}
      onChange={({ currentTarget }) => {
        const [file] = currentTarget.files ?? [];
        if (file) handIn(file);
        currentTarget.value = '';
        chosen?.();
      }}
    />
  );
}
