/* What Electron checks of a dialog before it shows it, in its words: lib/browser/api/dialog.ts. */

type Given = Readonly<Record<string, unknown>>;

function checkTexts(options: Given, texts: Readonly<Record<string, string>>): void {
  for (const [name, words] of Object.entries(texts))
    if (options[name] !== undefined && typeof options[name] !== 'string')
      throw new TypeError(`${words} must be a string`);
}

const ofFiles = {
  title: 'Title',
  buttonLabel: 'Button label',
  defaultPath: 'Default path',
  message: 'Message',
};

export function checkOpenOptions(options: Partial<Electron.OpenDialogOptions>): void {
  if (options.properties !== undefined && !Array.isArray(options.properties))
    throw new TypeError('Properties must be an array');
  checkTexts({ ...options }, ofFiles);
}

export function checkSaveOptions(options: Partial<Electron.SaveDialogOptions>): void {
  checkTexts({ ...options }, { ...ofFiles, nameFieldLabel: 'Name field label' });
}

export function checkBoxOptions(options: Partial<Electron.MessageBoxOptions>): void {
  const { type = 'none', buttons = [], noLink = false, checkboxLabel = '', checkboxChecked = false } = options;
  if (!['none', 'info', 'warning', 'error', 'question'].includes(type)) throw new TypeError('Invalid message box type');
  if (!Array.isArray(buttons)) throw new TypeError('Buttons must be an array');
  checkTexts({ ...options }, { title: 'Title' });
  if (typeof noLink !== 'boolean') throw new TypeError('noLink must be a boolean');
  checkTexts({ ...options }, { message: 'Message', detail: 'Detail', checkboxLabel: 'checkboxLabel' });
  if (checkboxChecked && checkboxLabel === '')
    throw new Error('checkboxChecked requires that checkboxLabel also be passed');
}

/** The button that closing the box comes to, where the program names none. */
export function cancelButton({ cancelId, defaultId = -1, buttons = [] }: Partial<Electron.MessageBoxOptions>): number {
  if (cancelId !== undefined) return cancelId;
  const named = buttons.findIndex((text) => ['cancel', 'no'].includes(text.toLowerCase()));
  return named >= 0 ? named : defaultId === 0 && buttons.length > 1 ? 1 : 0;
}

/** gin's words for a wrong argument. */
export function checkErrorBox(args: readonly unknown[]): void {
  const given = args.filter((argument) => argument !== undefined);
  if (given.length < 2) throw new TypeError('Insufficient number of arguments.');
  const wrong = given.findIndex((argument) => typeof argument !== 'string');
  if (wrong >= 0)
    throw new TypeError(
      `Error processing argument at index ${wrong}, conversion failure from ${JSON.stringify(given[wrong])}`,
    );
}
