/** The entry of the workbook's menu by which a file is chosen. */
import { Anchor, Text } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FILE_KINDS } from '../live/workbook/brought-file.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useHandIn } from './use-incoming.ts';

export function ImportEntry({ chosen }: { chosen: () => void }) {
  const { t } = useTranslation('incoming');
  const { actor, state } = useWorkbook();
  const handIn = useHandIn();
  const input = useRef<HTMLInputElement>(null);
  if (may(actor, 'import-file', { state }) !== undefined) return null;
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
      <input
        ref={input}
        type="file"
        accept={FILE_KINDS}
        hidden
        aria-hidden
        tabIndex={-1}
        data-testid="import-input"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) handIn(file);
          currentTarget.value = '';
          chosen();
        }}
      />
      <Text size="xs" c="var(--ts-muted)">
        {t('menu.about')}
      </Text>
    </>
  );
}
