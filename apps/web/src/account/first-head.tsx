/** The head of the pages before the first workbook: what this is, and in which language. */
import { Group } from '@mantine/core';
import { Mark } from '../kit/mark.tsx';
import { LanguageChoice } from './language-choice.tsx';

export function FirstHead() {
  return (
    <Group justify="space-between">
      <Mark size={30} />
      <LanguageChoice />
    </Group>
  );
}
