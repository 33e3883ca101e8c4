/** Copies a link to what is on the screen, or to the cell in focus. */
import { useFocus } from '../../live/workbook/use-workbook.ts';
import { Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconLink, IconTable, IconTableShortcut } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../../look/tool-button.tsx';
import { type Linked, writeView } from '../view-address.ts';

/** How long the button says that the link was copied, in milliseconds. */
const SAID_MS = 2_500;

function addressOf(query: string): string {
  return `${window.location.origin}${window.location.pathname}?${query}`;
}

export function LinkMenu({ linked }: { linked: Linked }) {
  const { t } = useTranslation('views');
  const { copy, copied, error } = useClipboard({ timeout: SAID_MS });
  const cell = useFocus();
  const cellLink = cell
    ? addressOf(new URLSearchParams({ cell: `${cell.row}:${cell.column}` }).toString())
    : undefined;
  return (
    <Menu position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <ToolButton
          icon={copied ? IconCheck : IconLink}
          label={t('link.open')}
          title={t('link.open')}
          data-testid="link-menu"
        >
          <span role="status" data-testid="link-said">
            {said(t, { copied, failed: error !== null })}
          </span>
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconTable size={16} aria-hidden />}
          onClick={() => copy(addressOf(writeView({ ...linked, cell: null }, { whole: true })))}
          data-testid="link-view"
        >
          {t('link.view')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTableShortcut size={16} aria-hidden />}
          disabled={cellLink === undefined}
          onClick={() => cellLink !== undefined && copy(cellLink)}
          data-testid="link-cell"
        >
          {t('link.cell')}
        </Menu.Item>
        <Menu.Label className="ts-menu-note">{t('link.rights')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

function said(
  t: TFunction<'views'>,
  { copied, failed }: { copied: boolean; failed: boolean },
): string {
  if (failed) return t('link.failed');
  return t(copied ? 'link.copied' : 'link.open');
}
