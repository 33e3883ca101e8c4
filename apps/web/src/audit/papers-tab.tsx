/** Working papers: read, written, and written anew. */
import { Stack, Text } from '@mantine/core';
import type { WorkingPaper } from '@tallystick/domain/audit/working-paper';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { DeskList } from './desk-list.tsx';
import { FormerVersions } from './former-versions.tsx';
import { LinkedPlaces, LinkFields } from './link-fields.tsx';
import type { Desk } from '../live/workbook/use-audit.ts';
import { type DeskFormProps, useDeskForm } from './use-desk-form.ts';
import { Prose, Said, TitleField, TitleLine } from './writing.tsx';
import { WrittenBy } from './written-by.tsx';

type Props = { papers: readonly WorkingPaper[]; give: Desk['give']; close: () => void };

export function PapersTab({ papers, give, close }: Props) {
  const { t } = useTranslation('audit');
  const { state, actor } = useWorkbook();
  const mayWrite = may(actor, 'keep-papers', { state }) === undefined;
  return (
    <DeskList
      items={papers.toSorted((a, b) => b.number - a.number)}
      {...(mayWrite ? { add: t('papers.add') } : {})}
      empty={t('papers.empty')}
      testId="paper"
      line={(paper, edit) => (
        <Stack gap={4}>
          <TitleLine title={paper.title} edit={edit} testId="paper-edit" />
          <WrittenBy of={paper} />
          <Said text={paper.text} />
          <LinkedPlaces rows={paper.rows} cells={paper.cells} close={close} />
          <FormerVersions
            part="papers"
            of={paper}
            text={({ title, text }) => (
              <>
                <Text size="sm" fw={600} dir="auto">
                  {title}
                </Text>
                <Said text={text} />
              </>
            )}
          />
        </Stack>
      )}
      form={(paper, done) => <PaperForm item={paper} give={give} done={done} />}
    />
  );
}

function standing(before: WorkingPaper | undefined) {
  return { title: before?.title ?? '', text: before?.text ?? '' };
}

function PaperForm(props: DeskFormProps<WorkingPaper>) {
  const { t } = useTranslation('audit');
  const kind = { name: 'paper', prefix: 'wp', standing };
  const { before, id, fields, set, place, send } = useDeskForm(kind, props);
  const { title, text, rows, cells } = fields;
  const isMissing = title.trim() === '' || text.trim() === '';
  return (
    <FormFrame
      missing={isMissing && t('papers.missing')}
      act={() => send({ type: 'write-paper', paper: id, title, text, ...place })}
      onCancel={props.done}
      verb={t(before ? 'writeVersion' : 'papers.keep')}
      testId="paper-keep"
    >
      <TitleField
        label={t('papers.title')}
        value={title}
        set={(next) => set({ title: next })}
        testId="paper-title"
      />
      <Prose
        label={t('papers.text')}
        description={t('forAudit')}
        required
        value={text}
        set={(next) => set({ text: next })}
        limit={TEXT_LIMITS.paper}
        lines={[6, 18]}
        testId="paper-text"
      />
      <LinkFields rows={rows} cells={cells} set={set} />
    </FormFrame>
  );
}
