/**
 * Puts a text onto the clipboard from a button. The newer way of browsers needs a secure address, which a city's own
 * server in its own network may not have; the copy event works everywhere.
 */
export function copyText(text: string): boolean {
  let isTaken = false;
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isTaken = true;
  };
  document.addEventListener('copy', give, { capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
  return isTaken;
}
