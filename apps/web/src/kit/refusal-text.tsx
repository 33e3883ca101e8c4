/** A refusal as a sentence in the reader's language, with its detail. */
import { Text } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { useTranslation } from 'react-i18next';
import { refusalWords } from '../texts/refusal-words.ts';

/** The sentence of a refusal by its code. */
export function useRefusalSentence(): (refusal: Refusal) => string {
  const { t } = useTranslation('shell');
  return (refusal) => refusalWords(refusal, t);
}

export function RefusalText({ refusal }: { refusal: Refusal }) {
  const say = useRefusalSentence();
  return <Text size="sm">{say(refusal)}</Text>;
}
