/** A field for a password: its eye has a name in the reader's language and can be reached by Tab. */
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** `withEye`: false where another field's eye shows this one, too. */
export function PasswordField({
  withEye = true,
  ...props
}: PasswordInputProps & { withEye?: boolean }) {
  const { t } = useTranslation('shell');
  return (
    <PasswordInput
      visibilityToggleFocusable
      visibilityToggleButtonProps={{
        'aria-label': t('signIn.showPassword'),
        ...(!withEye && { style: { display: 'none' } }),
      }}
      {...props}
    />
  );
}
