/** The dialog in which a workbook is taken along as a file. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { later } from '../look/later.tsx';
import { IntoTemplate } from './into-template.tsx';

const ExportForm = later(
  () => import('./export-form.tsx').then((m) => m.ExportForm),
  <DialogWaiting />,
);

/** Of which version; null for the workbook as it stands. */
type Props = { submission: number | null; opened: boolean; onClose: () => void };

export function ExportDialog({ submission, opened, onClose }: Props) {
  const { id, view, actor } = useWorkbook();
  const entities = view.entities;
  return (
    <OfWorkbook opened={opened} onClose={onClose} submission={submission}>
      <ExportForm
        workbook={id}
        submission={submission}
        entities={entities}
        own={actor.entity}
        onDone={onClose}
      />
      <IntoTemplate workbook={id} submission={submission} />
    </OfWorkbook>
  );
}

type Version = Props & {
  workbook: string;
  submission: number;
  entities: Readonly<Record<string, string>>;
};

/** The same on the page of a version, which knows its own entities. */
export function VersionExportDialog({ workbook, entities, ...props }: Version) {
  const listed = Object.entries(entities).map(([id, name]) => ({ id, name }));
  return (
    <OfWorkbook {...props}>
      <ExportForm
        workbook={workbook}
        submission={props.submission}
        entities={listed}
        own={null}
        onDone={props.onClose}
      />
      <IntoTemplate workbook={workbook} submission={props.submission} />
    </OfWorkbook>
  );
}

function OfWorkbook({ submission, opened, onClose, children }: Props & { children: ReactNode }) {
  const { t } = useTranslation('export');
  const title = submission === null ? t('title') : t('titleVersion', { version: submission });
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {children}
    </Dialog>
  );
}
