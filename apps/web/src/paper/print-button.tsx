/** The button that prints, where people look for it: in the line above the sheet, and among what a workbook is taken along as. */
import { IconPrinter } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../look/tool-button.tsx';

/** Held: a step to another cell draws the tools around it anew, and not this. */
export const PrintButton = memo(function PrintButton() {
  const { t } = useTranslation('paper');
  return (
    <ToolButton
      icon={IconPrinter}
      label={t('print')}
      isKnown
      title={t('printLong')}
      onClick={() => window.print()}
      data-testid="print"
    />
  );
});
