import { marksIn } from '#shared/regional.ts';

/*
 * By which character Excel parts the columns of a CSV file: Windows' list separator of the region, which no rule gives (a
 * comma in Ireland, a semicolon in German Switzerland, both with a point as decimal mark). The values are Windows' own as
 * Microsoft keeps them for .NET (dotnet/runtime, System/Globalization/IcuLocaleData.cs); the workflow `regions.yml`
 * compares them with a Windows.
 */

const withComma = new Set(
  'arn as bn bo chr en gn gu he hi hy iu ja kn ko kok la mi mni moh mr ne or pa pap sa syr ta th vi yue zh'.split(' '),
);
const otherThanTheirLanguage: Readonly<Record<string, string>> = {
  'en-ID': ';',
  'es-MX': ',',
  'es-US': ',',
  'ko-KP': ';',
  'ne-IN': ';',
  'pa-Arab-PK': ';',
  'ta-LK': ';',
  'ta-MY': ';',
  'ta-SG': ';',
  'zh-Hans-HK': ';',
  'zh-Hans-MO': ';',
};

/** Of a region such as `de-CH`. Excel on macOS has no setting of its own: a semicolon where the decimal mark is a comma. */
export function listSeparatorOf(region: string, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return marksIn(region).decimal === ',' ? ';' : ',';
  const language = region.split('-')[0] ?? '';
  return otherThanTheirLanguage[region] ?? (withComma.has(language) ? ',' : ';');
}
