/** Colours of people. */

/** Twenty that stand apart, dark enough for white initials (4.5 to 1). The first eight are those that the server wishes. */
export const PEOPLE_COLOURS = [
  '#a1421a',
  '#2b6e3f',
  '#7b3fa0',
  '#0f6e74',
  '#7a1f3d',
  '#6b5d00',
  '#c2185b',
  '#5a5f66',
  '#3f6b00',
  '#8a3ffc',
  '#7a4b2a',
  '#00695c',
  '#a100a1',
  '#8a5200',
  '#4a6572',
  '#6d2e5b',
  '#1f6f8b',
  '#943c3c',
  '#5b6b2f',
  '#75509a',
] as const;

export function colourOf(index: number): string {
  return PEOPLE_COLOURS[Math.abs(index) % PEOPLE_COLOURS.length] ?? PEOPLE_COLOURS[0];
}
