/** The name by which workbooks of one city are gathered, whatever its case and blanks. */
export const cityKey = (city: string): string =>
  city.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

export const isSameCity = (one: string, other: string): boolean => cityKey(one) === cityKey(other);
