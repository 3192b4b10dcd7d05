import { InvalidArgumentError } from 'commander';
import { earlyStepSchema } from '#shared/alerts.ts';
import { exportFormatSchema } from '#shared/export.ts';
import { daySchema, monthSchema } from '#shared/time.ts';

export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };

export const positiveNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('It must be a number above zero.');
  return number;
};

export const month = (text: string): string => {
  if (!monthSchema.safeParse(text).success) throw new InvalidArgumentError('It must be a month such as 2026-01.');
  return text;
};

export const day = (text: string): string => {
  if (!daySchema.safeParse(text).success) throw new InvalidArgumentError('It must be a day such as 2026-01-31.');
  return text;
};

export const moment = (text: string): number => {
  const millis = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(millis))
    throw new InvalidArgumentError('It must be a date and time such as 2026-11-01T00:00:00Z.');
  return millis;
};

const list = <Item>(
  text: string,
  parse: (item: unknown) => { success: boolean; data?: Item },
  allowed: string,
): Item[] =>
  text.split(',').map((part) => {
    const item = parse(part.trim());
    if (!item.success || item.data === undefined)
      throw new InvalidArgumentError(`Allowed are ${allowed}, separated by commas.`);
    return item.data;
  });

export const steps = (text: string) =>
  [...new Set(list(text, (part) => earlyStepSchema.safeParse(Number(part)), '50, 75 and 90'))].sort((a, b) => a - b);

export const formats = (text: string) => [
  ...new Set(list(text, (part) => exportFormatSchema.safeParse(part), 'pdf, csv and xlsx')),
];
