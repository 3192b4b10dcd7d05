import { headerFields, requiredFields, rowFields } from './extf-rules.ts';

/** What an empty field looks like: two quotation marks where the field is text, nothing where it is not. */
const emptyOf = (expression: RegExp): string => (expression.source.startsWith('^"') ? '""' : '');

/** The fields of a line, with their quotation marks. */
export function fieldsOf(line: string): string[] {
  const fields = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === ';' && !isQuoted) fields.push('');
    else fields.push(`${fields.pop() ?? ''}${character}`);
  }
  return fields;
}

/** Everything that is wrong with a file by the format's description; a word for the rule, a colon, and where. */
export function validateExtf(name: string, bytes: Buffer): string[] {
  const problems: string[] = [];
  if (!/^EXTF_.*\.csv$/.test(name)) problems.push(`name: ${name}`);
  if (bytes.subarray(0, 3).toString('hex') === 'efbbbf') problems.push('encoding: a byte order mark');
  const decoded = new TextDecoder('windows-1252').decode(bytes);
  // The five places of Windows-1252 that are no character.
  if (bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))) problems.push('encoding: no character');
  if (/[ÃÂ][\u0080-\u00bf]/.test(decoded)) problems.push('encoding: UTF-8');
  if (!decoded.endsWith('\r\n')) problems.push('line end: the last line has none');
  if (/[^\r]\n|\r[^\n]|\r$/.test(decoded)) problems.push('line end: not CRLF');
  const lines = decoded.replace(/\r?\n$/, '').split(/\r?\n/);
  const [header = '', headings = '', ...rows] = lines;
  problems.push(...headerProblems(header));
  const names = headings.split(';');
  if (names.length !== 125) problems.push(`columns: ${String(names.length)} headings`);
  for (const [index, [wanted]] of rowFields.entries())
    if (names[index] !== wanted) problems.push(`heading: ${wanted} is ${names[index] ?? 'missing'}`);
  if (rows.length === 0) problems.push('rows: none');
  if (rows.length > 99_999) problems.push('rows: too many');
  for (const [index, row] of rows.entries())
    problems.push(...rowProblems(row, header).map((each) => `${each} (row ${String(index + 1)})`));
  return problems;
}

function headerProblems(line: string): string[] {
  const fields = fieldsOf(line);
  if (fields.length !== 31) return [`header: ${String(fields.length)} fields`];
  const problems = headerFields.flatMap(([name, expression], index) =>
    expression.test(fields[index] ?? '') ? [] : [`header ${name}: ${fields[index] ?? ''}`],
  );
  const [from = '', to = '', fiscalYear = ''] = [fields[14], fields[15], fields[12]];
  if (from > to || fiscalYear > from) problems.push(`header Datum: ${fiscalYear}, ${from} to ${to}`);
  return problems;
}

function rowProblems(line: string, header: string): string[] {
  const fields = fieldsOf(line);
  if (fields.length !== 125) return [`columns: ${String(fields.length)} fields`];
  const value = (name: string): string => fields[rowFields.findIndex(([each]) => each === name)] ?? '';
  const problems = rowFields.flatMap(([name, expression], index) => {
    const field = fields[index] ?? '';
    const mayBeEmpty = !requiredFields.includes(name);
    return expression.test(field) || (mayBeEmpty && field === emptyOf(expression)) ? [] : [`${name}: ${field}`];
  });
  const [length = '4', from = '', to = ''] = [13, 14, 15].map((index) => fieldsOf(header)[index] ?? '');
  if (value('Konto').length > Number(length) || /^0+$/.test(value('Konto'))) problems.push(`Konto: ${value('Konto')}`);
  if (value('Gegenkonto (ohne BU-Schlüssel)').length > Number(length) + 1)
    problems.push(`Gegenkonto (ohne BU-Schlüssel): ${value('Gegenkonto (ohne BU-Schlüssel)')}`);
  const receipt = value('Belegdatum');
  const day = `${from.slice(0, 4)}${receipt.slice(2)}${receipt.slice(0, 2)}`;
  if (from.slice(0, 6) === to.slice(0, 6) && (day < from || day > to))
    problems.push(`Belegdatum: ${receipt} is not in ${from} to ${to}`);
  // Left empty it locks the batch.
  if (value('Festschreibung') === '') problems.push('Festschreibung: empty');
  const foreign = [value('Kurs') !== '', value('Basis-Umsatz') !== '', value('WKZ Basis-Umsatz') !== '""'];
  if (new Set(foreign).size > 1) problems.push('Kurs: without its base amount');
  const hasDate = [value('Leistungsdatum') !== '', value('Datum Zuord. Steuerperiode') !== ''];
  if (hasDate[0] && !hasDate[1]) problems.push('Leistungsdatum: without its tax period');
  return problems;
}
