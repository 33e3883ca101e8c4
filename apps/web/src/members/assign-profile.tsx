/** Who reports the City profile: above its sheet, which has no headings that would assign the rows beneath them. */
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { AssignMenu } from './assign-menu.tsx';

export function AssignProfile() {
  const { t } = useTranslation('people');
  const { catalogue } = useWorkbook();
  return (
    <div className="assign-profile">
      <span className="ts-muted">{t('assign.reportedBy')}</span>
      <AssignMenu rows={catalogue.profile.map(({ row }) => row)} />
    </div>
  );
}
