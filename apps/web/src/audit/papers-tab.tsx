/** Working papers: read, written, and written anew. */
import { Stack, Text, TextInput } from '@mantine/core';
import type { WorkingPaper } from '@tallystick/domain/audit/working-paper';
import type { PaperId, RowId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { may } from '@tallystick/domain/rights';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { newId } from '../kit/new-id.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { DeskList } from './desk-list.tsx';
import { LinkedRows, RowField, useRowsAtHand } from './row-field.tsx';
import type { Desk } from '../live/workbook/use-audit.ts';
import { useBegunForm } from './use-begun-form.ts';
import { Prose, TitleLine } from './writing.tsx';
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
          <Text size="sm" className="panel-said" dir="auto">
            {paper.text}
          </Text>
          <LinkedRows rows={paper.rows} close={close} />
        </Stack>
      )}
      form={(paper, done) => <PaperForm paper={paper} give={give} done={done} />}
    />
  );
}

type FormProps = { paper: WorkingPaper | undefined; give: Desk['give']; done: () => void };

function PaperForm({ paper, give, done }: FormProps) {
  const { t } = useTranslation('audit');
  const atHand = useRowsAtHand();
  // What was before the writer when they began: a newer version is not written over.
  const [before] = useState(paper);
  const [id] = useState(() => paper?.id ?? (newId('wp') as PaperId));
  const stands = useMemo(
    () => ({
      title: before?.title ?? '',
      text: before?.text ?? '',
      rows: before?.rows.map(String) ?? atHand,
    }),
    // The row in focus is that of the moment in which the form was opened.
    // oxlint-disable-next-line react/exhaustive-deps
    [before],
  );
  const { fields, set, forget } = useBegunForm(`paper ${before?.id ?? 'new'}`, stands);
  const { title, text, rows } = fields;
  const isMissing = title.trim() === '' || text.trim() === '';
  const send = async () => {
    const outcome = await give({
      type: 'write-paper',
      paper: id,
      title,
      text,
      rows: rows as RowId[],
      cells: before?.cells ?? [],
      seen: before?.number ?? null,
    });
    if (!outcome.ok) return outcome;
    forget();
    done();
    return outcome;
  };
  return (
    <FormFrame
      missing={isMissing && t('papers.missing')}
      act={send}
      onCancel={done}
      verb={t(before ? 'writeVersion' : 'papers.keep')}
      testId="paper-keep"
    >
      <TextInput
        label={t('papers.title')}
        required
        value={title}
        maxLength={TEXT_LIMITS.name}
        onChange={(event) => set({ title: event.currentTarget.value })}
        dir="auto"
        data-autofocus
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        data-testid="paper-title"
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
      <RowField rows={rows} set={(next) => set({ rows: next })} />
    </FormFrame>
  );
}
