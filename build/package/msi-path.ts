import { readFile, writeFile } from 'node:fs/promises';

/** The file whose folder goes on the path, as electron-builder declares it. */
const command = /(<File Name="billfold\.cmd"[^>]*\/>)/;
const pathEntry =
  '<Environment Id="Path" Name="PATH" Value="[APPLICATIONFOLDER]resources\\bin" Action="set" Part="last" System="yes" Permanent="no"/>';

/** Called by electron-builder with the description that WiX makes the MSI from: `billfold` is on the path while it is installed. */
export default async function msiProjectCreated(projectFile: string): Promise<void> {
  const project = await readFile(projectFile, 'utf8');
  const changed = project.replace(command, (file) => `${file}${pathEntry}`);
  if (changed === project) throw new Error(`${projectFile} declares no billfold.cmd: it cannot be put on the path.`);
  await writeFile(projectFile, changed);
}
