/** A file that is let go anywhere on a page must not take its place: what is being typed would go with it. */

export const bringsFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** What takes files itself has been asked before, or is the browser's own field for them. */
export function keepPage(): void {
  const stay = (event: DragEvent): void => {
    const { target } = event;
    const isField = target instanceof Element && target.closest('input[type="file"]') !== null;
    if (bringsFiles(event) && !isField) event.preventDefault();
  };
  document.addEventListener('dragover', stay);
  document.addEventListener('drop', stay);
}
