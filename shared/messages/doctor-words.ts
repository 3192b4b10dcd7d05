import { type Diagnosis, type DiagnosisCode, diagnoses, type ValueKind } from '../doctor.ts';
import { type SettingName, settingNames } from '../error-reasons.ts';
import { datesIn, numbersIn, unitsIn } from '../regional.ts';
import type { DiagnosisWords } from './doctor-en.ts';

export type DoctorTextKey = `doctor.diagnoses.${DiagnosisCode}.${keyof DiagnosisWords}` | `settingNames.${SettingName}`;
export type DoctorTranslate = (key: DoctorTextKey, values: Readonly<Record<string, string>>) => string;

/** A diagnosis in words, its values as they are written in a locale such as `de-DE`. */
export function diagnosisWords(
  { code, values }: Diagnosis,
  locale: string,
  translate: DoctorTranslate,
  isShown: (kind: ValueKind, value: string | number) => boolean = () => true,
): DiagnosisWords {
  const kinds: Readonly<Record<string, ValueKind>> = diagnoses[code].values;
  const texts = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => {
      const value = values[name] ?? '';
      if (!isShown(kind, value)) return [name, `[${name}]`];
      return [name, code === 'settings-value' ? settingName(String(value), translate) : textOf(kind, value, locale)];
    }),
  );
  return {
    message: translate(`doctor.diagnoses.${code}.message`, texts),
    fix: translate(`doctor.diagnoses.${code}.fix`, texts),
  };
}

function textOf(kind: ValueKind, value: string | number, locale: string): string {
  if (kind === 'bytes') return bytesText(Number(value), locale);
  if (kind === 'number') return numbersIn(locale).format(Number(value));
  if (kind === 'instant')
    return datesIn(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(String(value)));
  return String(value);
}

function settingName(value: string, translate: DoctorTranslate): string {
  const name = settingNames.find((each) => each === value);
  return name === undefined ? value : translate(`settingNames.${name}`, {});
}

function bytesText(bytes: number, locale: string): string {
  const [unit, size] = bytes >= 1e9 ? (['gigabyte', 1e9] as const) : (['megabyte', 1e6] as const);
  return unitsIn(locale, { unit, maximumFractionDigits: 1 })(bytes / size);
}
