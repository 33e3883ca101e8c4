/** The choice of language, each named in itself. */
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { chooseLanguage, LANGUAGES, languageName, presentLanguage } from '../texts/language.ts';

/** Mails come in the language that was chosen last; a server that cannot be asked now leaves theirs as it is. */
function choose(code: string): void {
  void api.put('/api/me/post', { language: code });
  chooseLanguage(code);
}

export function LanguageChoice() {
  const { t } = useTranslation('shell');
  if (LANGUAGES.length < 2) return null;
  const present = presentLanguage();
  const offered = LANGUAGES.includes(present) ? LANGUAGES : [present, ...LANGUAGES];
  return (
    <NativeSelect
      size="xs"
      aria-label={t('me.language')}
      value={present}
      onChange={(event) => choose(event.currentTarget.value)}
      data-testid="language"
    >
      {offered.map((code) => (
        <option key={code} value={code} lang={LANGUAGES.includes(code) ? code : undefined}>
          {LANGUAGES.includes(code) ? languageName(code) : code}
        </option>
      ))}
    </NativeSelect>
  );
}
