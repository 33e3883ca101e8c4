/** Links that may be followed from a page: http and https alone, without a name and password in them. */

const WEB = /^https?:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/iu;
/** Characters that cannot be seen, or turn the direction of a line. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Cf}]/u;

export function isWebLink(text: string): boolean {
  return WEB.test(text) && !UNSEEN.test(text);
}
