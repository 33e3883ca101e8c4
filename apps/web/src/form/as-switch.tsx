/** Changes between the sheet and the form. */
import { IconForms, IconTable } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../look/tool-button.tsx';
import type { As } from './use-sheet-or-form.ts';

/** Held: a step to another cell draws the tools around it anew, and not this. */
export const AsSwitch = memo(function AsSwitch(props: { as: As; choose: (as: As) => void }) {
  const { as, choose } = props;
  const { t } = useTranslation('form');
  const other: As = as === 'sheet' ? 'form' : 'sheet';
  const Icon = other === 'form' ? IconForms : IconTable;
  return (
    <ToolButton
      icon={Icon}
      label={t(`as.${other}Long`)}
      title={t(`as.${other}Long`)}
      onClick={() => choose(other)}
      data-testid={`as-${other}`}
    >
      {t(`as.${other}`)}
    </ToolButton>
  );
});
