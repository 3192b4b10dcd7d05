/*
 * `webUtils.getPathForFile` answers at once, but only the host knows paths. So an event that brings files waits until
 * the host has told their paths, and is then sent on.
 */

export interface Files {
  readonly pathOf: (file: unknown) => string;
  /** The files whose paths the host is asked for, in order. */
  held(): readonly File[];
}

export function holdFiles(askPaths: () => Promise<unknown>): Files {
  const paths = new Map<File, string>();
  const passed = new WeakSet<Event>();
  let held: readonly File[] = [];

  const filesOf = (event: Event): readonly File[] => {
    if (event instanceof DragEvent) return [...(event.dataTransfer?.files ?? [])];
    return event.target instanceof HTMLInputElement ? [...(event.target.files ?? [])] : [];
  };

  const copyOf = (event: Event, files: readonly File[]): Event => {
    if (!(event instanceof DragEvent)) return new Event(event.type, { bubbles: true });
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    const { clientX, clientY, screenX, screenY, ctrlKey, shiftKey, altKey, metaKey } = event;
    const keys = { ctrlKey, shiftKey, altKey, metaKey };
    return new DragEvent(event.type, {
      bubbles: true,
      cancelable: true,
      dataTransfer,
      clientX,
      clientY,
      screenX,
      screenY,
      ...keys,
    });
  };

  const hold = (event: Event): void => {
    const files = filesOf(event);
    if (passed.has(event) || files.length === 0 || files.every((file) => paths.has(file))) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    const { target } = event;
    const copy = copyOf(event, files);
    passed.add(copy);
    held = files;
    void askPaths().then((answer) => {
      // The host answers with one path for each file.
      const found = answer as string[];
      files.forEach((file, index) => paths.set(file, found[index] ?? ''));
      target?.dispatchEvent(copy);
    });
  };
  for (const type of ['drop', 'input', 'change']) window.addEventListener(type, hold, { capture: true });

  return {
    held: () => held,
    pathOf(file) {
      if (!(file instanceof File))
        throw new TypeError('getPathForFile expected to receive a File object but one was not provided');
      return paths.get(file) ?? '';
    },
  };
}
