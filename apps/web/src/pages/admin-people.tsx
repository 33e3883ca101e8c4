/** The people of the installation, found by name or e-mail. */
import { Alert, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import type { AdminPerson } from '@tallystick/protocol/views-people';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsked } from '../server/use-asked.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { AdminPersonLine } from './admin-person-line.tsx';
import classes from './workbooks.module.css';

type Found = { people: AdminPerson[]; more: boolean };

/** Milliseconds after the last letter until the search is asked. */
const TYPING_MS = 200;

export function AdminPeople() {
  const { t } = useTranslation('access');
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words.trim(), TYPING_MS);
  const { answer, again } = useAsked<Found>(`/api/admin/people?q=${encodeURIComponent(wanted)}`);
  // While the next letter is asked for, those found before stand.
  const [found, setFound] = useState(answer);
  if (answer !== undefined && answer !== found) setFound(answer);
  return (
    <section>
      <div className={classes.bar}>
        <Title order={2} size="h4">
          {t('admin.people')}
        </Title>
        <TextInput
          className={classes.search}
          aria-label={t('admin.search')}
          placeholder={t('admin.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          maxLength={WORDS_CHARS_MAX}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-testid="admin-search"
        />
      </div>
      {found && !found.ok && (
        <Alert color="red" variant="light" role="alert">
          <RefusalText refusal={found.refusal} />
        </Alert>
      )}
      <div role="status">
        {found?.ok && found.value.people.length === 0 && <Text>{t('admin.nobody')}</Text>}
      </div>
      <ul className="panel-list">
        {found?.ok &&
          found.value.people.map((person) => (
            <AdminPersonLine key={person.person} person={person} onChanged={again} />
          ))}
      </ul>
      {found?.ok && found.value.more && <Text size="sm">{t('admin.more')}</Text>}
    </section>
  );
}
