/** The people of a demo as cards. Own file because sign-in and the sign-in over a lost session both show them. */
import { Avatar, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import type { SessionView } from '@tallystick/protocol/views';
import { useTranslation } from 'react-i18next';
import { initials } from '../texts/locale.ts';
import classes from './demo-people.module.css';

type Person = NonNullable<SessionView['demo']>[number];

export function DemoPeople(props: {
  people: Person[];
  busy: boolean;
  enter: (person: string) => void;
}) {
  const { t } = useTranslation('shell');
  return (
    <ul className={classes.list}>
      {props.people.map((each) => (
        <li key={each.person}>
          <UnstyledButton
            className={classes.card}
            disabled={props.busy}
            onClick={() => props.enter(each.person)}
            data-testid={`enter-as-${each.person}`}
            aria-label={`${t('signIn.enterAs', { name: each.name })}, ${t(`roles.${each.role}`)}. ${each.about}`}
          >
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <Avatar radius="xl" color="ink" aria-hidden>
                {initials(each.name)}
              </Avatar>
              <Stack gap={0} miw={0}>
                <Text fw={600} truncate>
                  {each.name}
                </Text>
                <Text size="xs" className={classes.role}>
                  {t(`roles.${each.role}`)}
                </Text>
                <Text size="sm" className={classes.about}>
                  {each.about}
                </Text>
              </Stack>
            </Group>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
