/** Reads yes and no in the languages that cities type in, and the words people write where nothing is known. */

/** Lower case, NFC. The United Nations' six languages first. */
const YES = new Set(
  'yes y true 1 oui si sí да نعم 是 ja sim tak evet ano áno да да. kyllä jah jā taip igen ναι はい 예 네 ya da כן ใช่ हाँ'.split(
    ' ',
  ),
);
const NO = new Set(
  'no n false 0 non нет لا 否 不是 nein nei nej nee não nie hayır ne ei nē nem όχι いいえ 아니요 아니오 tidak nu לא ไม่ नहीं'.split(
    ' ',
  ),
);

/** What people type to say that they have nothing to say. */
export const SAYS_NOTHING =
  /^(?:n\.?\/?\s?a\.?|n\.?r\.?|nil|none|null|not reported|not available|unknown|tbd|\?+|[-\u2010-\u2015\u2212.\u2026]+)$/iu;

/** True for yes, false for no, undefined for anything else. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.trim().normalize('NFC').toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return undefined;
}
