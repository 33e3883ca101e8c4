/** A bar of how much of something is done. Read aloud it is its sentence alone, not a share with a dozen decimals. */
import { Progress } from '@mantine/core';

type Props = {
  done: number;
  of: number;
  /** The figures as a sentence: `42 of 112 data points reported`. */
  words: string;
};

export function ShareBar({ done, of, words }: Props) {
  const share = of === 0 ? 0 : (100 * done) / of;
  return (
    <Progress.Root size={8} role="img" aria-label={words} className="share-bar">
      <Progress.Section value={share} withAria={false} />
    </Progress.Root>
  );
}
