/**
 * The two fields of a password somebody chooses, with what it is worth. Own file because links, invitations and the
 * change of a password ask alike.
 */
import { PasswordInput } from '@mantine/core';
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from '@tallystick/protocol/limits';
import { useTranslation } from 'react-i18next';
import { passwordStrength } from './password-strength.ts';

export type NewPassword = { password: string; again: string };

/** Whether it can be sent: long enough, and the same twice. */
export function isChosen({ password, again }: NewPassword): boolean {
  return password.length >= PASSWORD_CHARS_MIN && again === password;
}

type Props = {
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  labels: { password: string; again: string };
  /** Words that make a password easy to guess: name, e-mail. */
  about: string[];
  /** Begins the test ids. */
  testId: string;
};

export function NewPasswordFields({ value, onChange, labels, about, testId }: Props) {
  const { t } = useTranslation('people');
  const strength = passwordStrength(value.password, about);
  const differs = value.again !== '' && value.again !== value.password;
  return (
    <>
      <PasswordInput
        label={labels.password}
        description={t(`strength.${strength}`, { count: PASSWORD_CHARS_MIN })}
        descriptionProps={{ 'aria-live': 'polite' }}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="new-password"
        required
        value={value.password}
        maxLength={PASSWORD_CHARS_MAX}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
        data-testid={`${testId}-password`}
      />
      <PasswordInput
        label={labels.again}
        error={differs ? t('link.differs') : undefined}
        autoComplete="new-password"
        required
        value={value.again}
        maxLength={PASSWORD_CHARS_MAX}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
        data-testid={`${testId}-password-again`}
      />
    </>
  );
}
