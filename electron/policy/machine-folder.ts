import { win32 } from 'node:path';

/**
 * Where a machine's policy file is looked for. On Windows the usual place comes before the variable: who starts Billfold can
 * change variables, and would else send it to look elsewhere.
 */
export function machineFolders(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') return ['/Library/Application Support/Billfold'];
  if (platform !== 'win32') return ['/etc/billfold'];
  const given = environment['ProgramData'];
  const places = ['C:\\ProgramData', ...(given ? [given] : [])];
  return [...new Set(places)].map((place) => win32.join(place, 'Billfold'));
}
