/** The dialog in which a workbook is taken along as a file. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { later } from '../look/later.tsx';
import type { FormatId } from './formats.ts';

const AllFormats = later(
  () => import('./all-formats.tsx').then((m) => m.AllFormats),
  <DialogWaiting />,
);

type Props = {
  /** Of which version; null for the workbook as it stands. */
  submission: number | null;
  /** Which format is chosen at first. */
  first?: FormatId | undefined;
  opened: boolean;
  onClose: () => void;
};

export function ExportDialog({ submission, first, opened, onClose }: Props) {
  const { id, view, actor } = useWorkbook();
  const entities = view.entities;
  return (
    <OfWorkbook opened={opened} onClose={onClose} submission={submission}>
      <AllFormats
        first={first}
        workbook={id}
        submission={submission}
        entities={entities}
        own={actor.entity}
        onDone={onClose}
      />
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
      <AllFormats
        workbook={workbook}
        submission={props.submission}
        entities={listed}
        own={null}
        onDone={props.onClose}
      />
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
