/** The two fields of a password somebody chooses, with what it is worth. */
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from '@tallystick/protocol/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Missing } from '../look/use-missing.ts';
import { PasswordField } from '../look/password-field.tsx';
import { passwordStrength } from './password-strength.ts';

export type NewPassword = { password: string; again: string };

/** What is missing before it can be sent: long enough, and the same twice. */
export function useMissingPassword({ password, again }: NewPassword): Missing<keyof NewPassword> {
  const { t } = useTranslation('people');
  const isShort = password.length < PASSWORD_CHARS_MIN;
  return {
    password: isShort && t('missing.password', { count: PASSWORD_CHARS_MIN }),
    again: again === '' ? t('missing.again') : again !== password && t('link.differs'),
  };
}

type Props = {
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  labels: { password: string; again: string };
  /** Words that make a password easy to guess: name, e-mail. */
  about: string[];
  /** What is missing, once somebody has asked. */
  missing: (field: keyof NewPassword) => string | false;
  /** The keyboard begins here: what comes before cannot be changed. */
  begins?: boolean;
  /** Begins the test ids. */
  testId: string;
};

export function NewPasswordFields({
  value,
  onChange,
  labels,
  about,
  missing,
  begins,
  testId,
}: Props) {
  const { t } = useTranslation('people');
  const strength = passwordStrength(value.password, about);
  const [visible, setVisible] = useState(false);
  const differs = value.again !== '' && value.again !== value.password;
  return (
    <>
      <PasswordField
        label={labels.password}
        autoFocus={begins === true}
        description={t(`strength.${strength}`, { count: PASSWORD_CHARS_MIN })}
        descriptionProps={{ 'aria-live': 'polite' }}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={missing('password')}
        autoComplete="new-password"
        required
        // One eye for both, in the second: the way from field to field is a single Tab.
        withEye={false}
        visible={visible}
        value={value.password}
        maxLength={PASSWORD_CHARS_MAX}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
        data-testid={`${testId}-password`}
      />
      <PasswordField
        label={labels.again}
        error={differs ? t('link.differs') : missing('again')}
        autoComplete="new-password"
        required
        visible={visible}
        onVisibilityChange={setVisible}
        value={value.again}
        maxLength={PASSWORD_CHARS_MAX}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
        data-testid={`${testId}-password-again`}
      />
    </>
  );
}
