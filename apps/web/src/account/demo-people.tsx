/** The people of a demo as cards. */
import { Avatar, Stack, Text, UnstyledButton } from '@mantine/core';
import type { SessionView } from '@tallystick/protocol/views';
import { useTranslation } from 'react-i18next';
import { initials } from '../texts/locale.ts';
import classes from './demo-people.module.css';

type Person = NonNullable<SessionView['demo']>[number];

/** As they come into a workbook's life; contributors, who are many, come last and by entity. */
const ORDER: Person['role'][] = ['admin', 'coordinator', 'head', 'auditor', 'itu', 'observer'];

type Props = { people: Person[]; busy: boolean; enter: (person: string) => void };

export function DemoPeople(props: Props) {
  const { t } = useTranslation('shell');
  const leads = ORDER.flatMap((role) => props.people.filter((each) => each.role === role));
  const contributors = props.people
    .filter((each) => each.role === 'contributor')
    .toSorted((a, b) => a.about.localeCompare(b.about) || a.name.localeCompare(b.name));
  return (
    <Stack gap="lg">
      {leads.length > 0 && (
        <ul className={classes.list}>
          {leads.map((each) => (
            <Card key={each.person} {...props} one={each} says={t(`roleWork.${each.role}`)} />
          ))}
        </ul>
      )}
      {contributors.length > 0 && (
        <section>
          <Text fw={650} component="h2">
            {t('roles.contributors')}
          </Text>
          <Text size="sm" className={classes.says} mb={8}>
            {t('roleWork.contributor')}
          </Text>
          <ul className={classes.list}>
            {contributors.map((each) => (
              <Card key={each.person} {...props} one={each} says={each.about} />
            ))}
          </ul>
        </section>
      )}
    </Stack>
  );
}

function Card({ one, says, busy, enter }: Props & { one: Person; says: string }) {
  const { t } = useTranslation('shell');
  const role = t(`roles.${one.role}`);
  return (
    <li>
      <UnstyledButton
        className={classes.card}
        disabled={busy}
        onClick={() => enter(one.person)}
        data-testid={`enter-as-${one.person}`}
      >
        <Avatar radius="xl" color="ink" aria-hidden>
          {initials(one.name)}
        </Avatar>
        <span className={classes.words}>
          <Text fw={600} truncate component="span" translate="no">
            {one.name}
          </Text>
          {one.role !== 'contributor' && (
            <Text size="sm" component="span" className={classes.role}>
              {role}
            </Text>
          )}
          <Text size="sm" component="span" className={classes.says}>
            {says}
          </Text>
        </span>
      </UnstyledButton>
    </li>
  );
}
