/** Records of interviews: with whom, when, on site or remote, and what was said. */
import { Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { Interview } from '@tallystick/domain/audit/interview';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { Instant } from '../kit/instant.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { DeskList } from './desk-list.tsx';
import { FormerVersions } from './former-versions.tsx';
import { LinkedPlaces, LinkFields } from './link-fields.tsx';
import type { Desk } from '../live/workbook/use-audit.ts';
import { type DeskFormProps, useDeskForm } from './use-desk-form.ts';
import { Prose, Said, TitleField, TitleLine } from './writing.tsx';
import { WrittenBy } from './written-by.tsx';

type Props = { interviews: readonly Interview[]; give: Desk['give']; close: () => void };

export function InterviewsTab({ interviews, give, close }: Props) {
  const { t } = useTranslation('audit');
  const { state, actor } = useWorkbook();
  const mayWrite = may(actor, 'keep-papers', { state }) === undefined;
  return (
    <DeskList
      items={interviews.toSorted((a, b) => b.when - a.when)}
      {...(mayWrite ? { add: t('interviews.add') } : {})}
      empty={t('interviews.empty')}
      testId="interview"
      line={(interview, edit) => (
        <Stack gap={4}>
          <TitleLine title={interview.whom} edit={edit} testId="interview-edit" />
          <Record of={interview} />
          <LinkedPlaces rows={interview.rows} cells={interview.cells} close={close} />
          <WrittenBy of={interview} />
          <FormerVersions
            part="interviews"
            of={interview}
            text={(former) => (
              <>
                <Text size="sm" fw={600} dir="auto">
                  {former.whom}
                </Text>
                <Record of={former} />
              </>
            )}
          />
        </Stack>
      )}
      form={(interview, done) => <InterviewForm item={interview} give={give} done={done} />}
    />
  );
}

function Record({ of }: { of: Interview }) {
  const { t } = useTranslation('audit');
  return (
    <>
      <Text size="sm">
        <Instant at={of.when} /> · {t(`interviews.setting.${of.setting}`)}
      </Text>
      <Said text={of.notes} />
    </>
  );
}

/** A moment as the browser's own field has it, in the reader's time: `2027-03-31T09:30`. */
function localText(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

function InterviewForm(props: DeskFormProps<Interview>) {
  const { t } = useTranslation('audit');
  const { now } = useWorkbook();
  const standing = (before: Interview | undefined) => ({
    whom: before?.whom ?? '',
    when: localText(before?.when ?? now()),
    setting: before?.setting ?? 'on-site',
    notes: before?.notes ?? '',
  });
  const kind = { name: 'interview', prefix: 'in', standing };
  const { before, id, fields, set, place, send } = useDeskForm(kind, props);
  const { whom, when, setting, notes, rows, cells } = fields;
  const at = Date.parse(when);
  const isMissing = whom.trim() === '' || notes.trim() === '' || !(at >= 0);
  const record = () =>
    send({
      type: 'record-interview',
      interview: id,
      whom,
      when: at,
      setting: setting === 'remote' ? 'remote' : 'on-site',
      notes,
      ...place,
    });
  return (
    <FormFrame
      missing={isMissing && t('interviews.missing')}
      act={record}
      onCancel={props.done}
      verb={t(before ? 'writeVersion' : 'interviews.keep')}
      testId="interview-keep"
    >
      <TitleField
        label={t('interviews.whom')}
        description={t('interviews.whomAbout')}
        value={whom}
        set={(next) => set({ whom: next })}
        testId="interview-whom"
      />
      <Group align="end" gap={12}>
        <TextInput
          type="datetime-local"
          label={t('interviews.when')}
          required
          value={when}
          onChange={(event) => set({ when: event.currentTarget.value })}
          data-testid="interview-when"
        />
        <SegmentedControl
          value={setting}
          onChange={(next) => set({ setting: next })}
          aria-label={t('interviews.where')}
          data={(['on-site', 'remote'] as const).map((each) => ({
            value: each,
            label: t(`interviews.setting.${each}`),
          }))}
        />
      </Group>
      <Prose
        label={t('interviews.notes')}
        description={t('forAudit')}
        required
        value={notes}
        set={(next) => set({ notes: next })}
        limit={TEXT_LIMITS.interview}
        lines={[5, 16]}
        testId="interview-notes"
      />
      <LinkFields rows={rows} cells={cells} set={set} />
    </FormFrame>
  );
}
