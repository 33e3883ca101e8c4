/**
 * A refusal as a sentence in the reader's language, with its detail. Own file because every failing act shows one.
 */
import { Text } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { useTranslation } from 'react-i18next';
import { inSentence } from '../texts/direction.ts';

/** The sentence of a refusal by its code; the server's own sentence where the language has none. */
export function useRefusalSentence(): (refusal: Refusal) => string {
  const { t } = useTranslation('shell');
  return ({ code, sentence, detail }) => {
    const words = t(`refusals.${code}`, { defaultValue: sentence });
    return detail === undefined ? words : `${words} (${inSentence(detail)})`;
  };
}

export function RefusalText({ refusal }: { refusal: Refusal }) {
  const say = useRefusalSentence();
  return <Text size="sm">{say(refusal)}</Text>;
}
