/** What the tabs of the desk write with: fields for a title and for prose, prose as it was written, and the line of a title with the way to write it anew. */
import { Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useTranslation } from 'react-i18next';

type ProseProps = {
  label: string;
  description?: string;
  value: string;
  set: (value: string) => void;
  /** Characters at most. */
  limit: number;
  /** Lines to begin with, and before it scrolls. */
  lines: readonly [number, number];
  required?: boolean;
  /** The keyboard begins here. */
  isFirst?: boolean;
  testId: string;
};

export function Prose(props: ProseProps) {
  const { label, description, value, set, limit, lines, required, isFirst, testId } = props;
  return (
    <Textarea
      label={label}
      description={description}
      required={required === true}
      value={value}
      maxLength={limit}
      onChange={(event) => set(event.currentTarget.value)}
      autosize
      minRows={lines[0]}
      maxRows={lines[1]}
      dir="auto"
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={isFirst === true}
      data-testid={testId}
    />
  );
}

/** Prose as it was written. */
export function Said({ text }: { text: string }) {
  return (
    <Text size="sm" className="panel-said" dir="auto">
      {text}
    </Text>
  );
}

type TitleProps = Pick<ProseProps, 'label' | 'description' | 'value' | 'set' | 'testId'>;

/** The first field of a form: the keyboard begins here. */
export function TitleField({ label, description, value, set, testId }: TitleProps) {
  return (
    <TextInput
      label={label}
      description={description}
      required
      value={value}
      maxLength={TEXT_LIMITS.name}
      onChange={(event) => set(event.currentTarget.value)}
      dir="auto"
      data-autofocus
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      data-testid={testId}
    />
  );
}

/** `edit` is there where the reader may write. */
export function TitleLine(props: {
  title: string;
  edit: (() => void) | undefined;
  testId: string;
}) {
  const { title, edit, testId } = props;
  const { t } = useTranslation('audit');
  return (
    <Group justify="space-between" gap={8} wrap="nowrap" align="start">
      <Text fw={600} dir="auto" className="audit-title">
        {title}
      </Text>
      {edit && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={edit}
          aria-label={t('writeAnewOf', { title })}
          data-testid={testId}
        >
          {t('writeAnew')}
        </Button>
      )}
    </Group>
  );
}
