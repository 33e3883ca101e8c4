/** Folds the groups by level. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

type Props = { fold: (depth: 0 | 1 | 2) => void; unfold: () => void };

export function FoldMenu({ fold, unfold }: Props) {
  const { t } = useTranslation('views');
  return (
    <Menu position="bottom-end" width={230} withinPortal>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className="ts-fold-levels"
          aria-label={t('fold.open')}
          title={t('fold.open')}
          data-testid="fold-levels"
        >
          <IconChevronDown size={14} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {([0, 1, 2] as const).map((depth) => (
          <Menu.Item key={depth} onClick={() => fold(depth)} data-testid={`fold-level-${depth}`}>
            {t(`fold.level${depth}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={unfold} data-testid="unfold-level">
          {t('fold.none')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
