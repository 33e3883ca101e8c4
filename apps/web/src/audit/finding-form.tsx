/** The form in which a finding is drafted. */
import { SegmentedControl, Stack, TagsInput, Text } from '@mantine/core';
import { FINDING_KINDS, type Finding } from '@tallystick/domain/audit/finding';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { LinkFields } from './link-fields.tsx';
import { type DeskFormProps, useDeskForm } from './use-desk-form.ts';
import { Prose } from './writing.tsx';

function standing(before: Finding | undefined) {
  return {
    kind: before?.kind ?? 'nonconformity',
    text: before?.text ?? '',
    recommendation: before?.recommendation ?? '',
    evidence: before?.evidence ?? [],
  };
}

export function FindingForm(props: DeskFormProps<Finding>) {
  const { t } = useTranslation('audit');
  const form = { name: 'finding', prefix: 'f', standing };
  const { before, id, fields, set, place, send } = useDeskForm(form, props);
  const { kind, text, recommendation, rows, cells, evidence } = fields;
  const draft = () =>
    send({
      type: 'draft-finding',
      finding: id,
      kind: FINDING_KINDS.find((each) => each === kind) ?? 'nonconformity',
      text,
      recommendation,
      evidence,
      ...place,
    });
  return (
    <FormFrame
      missing={text.trim() === '' && t('findings.missing')}
      act={draft}
      onCancel={props.done}
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
      <LinkFields rows={rows} cells={cells} set={set} />
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
