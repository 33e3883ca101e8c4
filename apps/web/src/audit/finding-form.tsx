/** The form in which a finding is drafted. */
import { SegmentedControl, Stack, TagsInput, Text } from '@mantine/core';
import { FINDING_KINDS, type Finding } from '@tallystick/domain/audit/finding';
import type { FindingId, RowId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { newId } from '../kit/new-id.ts';
import { RowField, useRowsAtHand } from './row-field.tsx';
import type { Desk } from '../live/workbook/use-audit.ts';
import { Prose } from './writing.tsx';
import { useBegunForm } from './use-begun-form.ts';

type Props = { finding: Finding | undefined; give: Desk['give']; done: () => void };

function standing(before: Finding | undefined, atHand: string[]) {
  return {
    kind: before?.kind ?? 'nonconformity',
    text: before?.text ?? '',
    recommendation: before?.recommendation ?? '',
    rows: before?.rows.map(String) ?? atHand,
    evidence: before?.evidence ?? [],
  };
}

export function FindingForm({ finding, give, done }: Props) {
  const { t } = useTranslation('audit');
  const atHand = useRowsAtHand();
  const [before] = useState(finding);
  const [id] = useState(() => finding?.id ?? (newId('f') as FindingId));
  // As it stood when the form was opened.
  // oxlint-disable-next-line react/exhaustive-deps
  const stands = useMemo(() => standing(before, atHand), [before]);
  const { fields, set, forget } = useBegunForm(`finding ${before?.id ?? 'new'}`, stands);
  const { kind, text, recommendation, rows, evidence } = fields;
  const send = async () => {
    const outcome = await give({
      type: 'draft-finding',
      finding: id,
      kind: FINDING_KINDS.find((each) => each === kind) ?? 'nonconformity',
      text,
      recommendation,
      rows: rows as RowId[],
      cells: before?.cells ?? [],
      evidence,
      seen: before?.number ?? null,
    });
    if (!outcome.ok) return outcome;
    forget();
    done();
    return outcome;
  };
  return (
    <FormFrame
      missing={text.trim() === '' && t('findings.missing')}
      act={send}
      onCancel={done}
      verb={t(before ? 'writeVersion' : 'findings.keep')}
      testId="finding-keep"
    >
      {before?.state === 'chosen' && <Text size="sm">{t('findings.draftAgain')}</Text>}
      <Stack gap={4}>
        <Text size="sm" fw={600} id="finding-kind">
          {t('findings.kindLabel')}
        </Text>
        <SegmentedControl
          value={kind}
          onChange={(next) => set({ kind: next })}
          aria-labelledby="finding-kind"
          className="audit-kinds"
          data={FINDING_KINDS.map((each) => ({ value: each, label: t(`findings.kind.${each}`) }))}
          data-testid="finding-kind"
        />
      </Stack>
      <Prose
        label={t('findings.text')}
        description={t('findings.textAbout')}
        required
        isFirst
        value={text}
        set={(next) => set({ text: next })}
        limit={TEXT_LIMITS.finding}
        lines={[4, 12]}
        testId="finding-text"
      />
      <Prose
        label={t('findings.recommendation')}
        value={recommendation}
        set={(next) => set({ recommendation: next })}
        limit={TEXT_LIMITS.finding}
        lines={[2, 10]}
        testId="finding-recommendation"
      />
      <RowField rows={rows} set={(next) => set({ rows: next })} />
      <TagsInput
        label={t('findings.evidence')}
        description={t('findings.evidenceAbout')}
        value={evidence}
        onChange={(next) => set({ evidence: next.map((name) => name.slice(0, TEXT_LIMITS.name)) })}
        maxTags={TEXT_LIMITS.evidence}
        acceptValueOnBlur
        data-testid="finding-evidence"
      />
    </FormFrame>
  );
}
