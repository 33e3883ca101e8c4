/** How the person writes figures: as the browser does, or with the mark that they choose. */
import { NativeSelect } from '@mantine/core';
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import { useTranslation } from 'react-i18next';
import { chooseMark, chosenMark, type Mark } from '../texts/chosen-mark.ts';
import { browserMark } from '../texts/locale.ts';

/** A figure with both marks in it. */
const EXAMPLE = '1234.5';

/** As cells are shown with this mark. */
const shown = (mark: Mark): string => formatDecimal(EXAMPLE).replace('.', mark);

export function MarkChoice() {
  const { t } = useTranslation('access');
  return (
    <NativeSelect
      label={t('account.mark')}
      description={t('account.markAbout')}
      value={chosenMark() ?? ''}
      onChange={({ currentTarget: { value } }) =>
        chooseMark(value === '' ? undefined : (value as Mark))
      }
      data-testid="decimal-mark"
    >
      <option value="">{t('account.markOfBrowser', { example: shown(browserMark()) })}</option>
      <option value=".">{t('account.markPoint', { example: shown('.') })}</option>
      <option value=",">{t('account.markComma', { example: shown(',') })}</option>
    </NativeSelect>
  );
}
